/** A title as a name that every file system takes. */
export const fileName = (title: string): string =>
  title.replace(/[\\/:*?"<>|]/g, "_").trim() || "Untitled"
