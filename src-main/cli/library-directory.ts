/** Where the app keeps its library, so that app and command line share one by default. */
import { homedir } from "node:os"
import { join, resolve } from "node:path"

/** `--library`, else SLIPMAT_LIBRARY, else the folder `library` in Electron's userData of the app. */
export function libraryDirectory(option: string | undefined): string {
  const chosen = option ?? process.env["SLIPMAT_LIBRARY"]
  return chosen ? resolve(chosen) : join(applicationData(), "slipmat", "library")
}

function applicationData(): string {
  if (process.platform === "win32")
    return process.env["APPDATA"] ?? join(homedir(), "AppData", "Roaming")
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support")
  return process.env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config")
}
