/** Answers what the window asks of the desktop. */
import { app, type BrowserWindow, shell as desktop } from "electron"
import { rename, rm, writeFile } from "node:fs/promises"
import { basename } from "node:path"
import { fail, shell, type FoundRecordings, type Handlers } from "#shared/contract/index.ts"
import { setScale } from "./window/index.ts"
import {
  askForFolder,
  askWhatToImport,
  askWhatToLearnFrom,
  askWhereRecordingsAre,
  askWhereToKeep,
  askWhereToSave,
  askWhichModel,
  askWhichProject,
} from "./dialogs.ts"
import { hostKind, type EngineHost } from "./engine-host/index.ts"
import { learnFrom } from "./learn-from.ts"
import { demoSong, libraryFolder, licencesFile } from "./places.ts"
import { exportProject } from "./export-project.ts"
import type { PreferencesFile } from "./preferences-io.ts"

/** The page may not name paths: those come from the preload bridge, see window-line.ts. */
const { "shell.importPaths": importPaths, ...forTheWindow } = shell
export const windowContract = forTheWindow
export const droppedPaths = importPaths.input

type Served = Handlers<typeof windowContract>

export interface ShellServiceOptions {
  window: BrowserWindow
  engine: EngineHost
  preferences: PreferencesFile
}

export function createShellService({ window, engine, preferences }: ShellServiceOptions): Served {
  return {
    async "shell.import"({ what }) {
      const paths = await askWhatToImport(window, what)
      if (paths.length === 0) return { jobIds: [] }
      return engine.client()["files.import"]({ paths, asStems: what === "stems" })
    },
    async "shell.importDemo"() {
      const path = demoSong() ?? fail("not-found", "This build comes without the demo song")
      return engine.client()["files.import"]({ paths: [path] })
    },
    async "shell.importDataset"({ what }) {
      const paths = await askWhatToLearnFrom(window, what)
      return paths.length > 0 ? learnFrom(engine, paths) : null
    },
    async "shell.exportModel"({ modelId, name }) {
      const path = await askWhereToKeep(window, name, "model")
      if (!path) return null
      await engine.client()["files.exportModel"]({ modelId, path })
      return { name: basename(path) }
    },
    async "shell.importModel"() {
      const path = await askWhichModel(window)
      return path ? engine.client()["files.importModel"]({ path }) : null
    },
    "shell.findRecordings": (input, call) => findRecordings(window, engine, input, call),
    async "shell.save"({ name, bytes }) {
      const path = await askWhereToSave(window, basename(name))
      if (path) await replaceFile(path, bytes)
      return { path }
    },
    async "shell.exportChunks"({ parts }, { signal }) {
      const directory = await askForFolder(window, "Export chunks into a folder")
      if (!directory) return { written: null }
      return engine.client()["files.exportChunks"]({ parts, directory }, { signal })
    },
    async "shell.openProject"() {
      const path = await askWhichProject(window)
      return path ? engine.client()["files.openProject"]({ path }) : null
    },
    async "shell.saveProjectAs"({ id, name }) {
      const path = await askWhereToKeep(window, name, "project")
      return path ? engine.client()["files.saveProjectAs"]({ id, path }) : null
    },
    "shell.exportProject": (input, call) => exportProject({ window, engine }, input, call),
    "shell.window"({ action }) {
      WINDOW_ACTIONS[action](window)
    },
    "shell.setScale": ({ scale }) => setScale(window, scale),
    "shell.readPreferences": () => preferences.read(),
    "shell.writePreferences": ({ preferences: document }) => preferences.write(document),
    async "shell.open"({ what }) {
      const path = what === "library" ? libraryFolder() : licencesFile()
      if (!path) return fail("not-found", "This build comes without its list of licences")
      const problem = await desktop.openPath(path)
      if (problem !== "") fail("unreadable", problem)
    },
    "shell.about": () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: `${process.platform} ${process.arch}`,
      engine: hostKind,
    }),
  }
}

async function findRecordings(
  window: BrowserWindow,
  engine: EngineHost,
  ...[{ what, wanted }, { signal, progress }]: Parameters<Served["shell.findRecordings"]>
): Promise<FoundRecordings | null> {
  const path = await askWhereRecordingsAre(window, what)
  if (!path) return null
  const client = engine.client()
  return client["files.findRecordings"]({ path, wanted }, { signal, onProgress: progress })
}

/** Whole or not at all: a full disk must not cost the person an older file. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const next = `${path}.new`
  try {
    await writeFile(next, bytes)
    await rename(next, path)
  } catch (error) {
    await rm(next, { force: true })
    throw error
  }
}

const WINDOW_ACTIONS = {
  minimise: (window: BrowserWindow): void => window.minimize(),
  "toggle-maximise": (window: BrowserWindow): void =>
    window.isMaximized() ? window.unmaximize() : window.maximize(),
  close: (window: BrowserWindow): void => window.close(),
  "toggle-full-screen": (window: BrowserWindow): void =>
    window.setFullScreen(!window.isFullScreen()),
}
