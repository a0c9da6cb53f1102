/** Notes in the studio's one selection: a note's id is unique within its clip only, so that the clip's stands before it. */

export const noteKey = (clipId: string, noteId: string): string => `${clipId}/${noteId}`

/** The ids of this clip's notes among the selected ones. */
export function notesOfClip(keys: readonly string[], clipId: string): string[] {
  const prefix = `${clipId}/`
  return keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
}

/** A note's own id may have any letters. */
export const clipOfKey = (key: string): string => key.slice(0, key.indexOf("/"))
