/** Where the app keeps its library, so that app and command line share one by default. */
import { homedir } from "node:os"
import { join, resolve } from "node:path"

/** `--library`, else SLIPMAT_LIBRARY, else the folder `library` in the app's home: SLIPMAT_HOME or Electron's userData. */
export function libraryDirectory(option: string | undefined): string {
  const chosen = option ?? process.env["SLIPMAT_LIBRARY"]
  if (chosen) return resolve(chosen)
  // As the app does, see shell/places.ts.
  return join(resolve(process.env["SLIPMAT_HOME"] ?? join(applicationData(), "slipmat")), "library")
}

function applicationData(): string {
  if (process.platform === "win32")
    return process.env["APPDATA"] ?? join(homedir(), "AppData", "Roaming")
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support")
  return process.env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config")
}
