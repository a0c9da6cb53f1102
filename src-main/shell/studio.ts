/** Puts the shell together: scheme, guards, engine, window, and the lines between them. */
import { app, BrowserWindow, dialog, session, type MessageBoxOptions } from "electron"
import { CANNOT_START } from "#engine/rpc/index.ts"
import { toStudioError } from "#shared/contract/index.ts"
import { createEngineHost, startEngine, type EngineHost } from "./engine-host/index.ts"
import { lastReason, openEngineLog } from "./engine-log-io.ts"
import { learnFrom } from "./learn-from.ts"
import { setMenu } from "./menu.ts"
import * as places from "./places.ts"
import { preferencesIn } from "./preferences-io.ts"
import { guardContents, guardSession, serveStudio, STUDIO_ORIGIN } from "./security/index.ts"
import { createShellService } from "./shell-service.ts"
import { createStudioWindow } from "./window/index.ts"
import { startMidi } from "./midi-process.ts"
import { openWindowLine } from "./window-line.ts"

/** So many deaths in a row are no accident: the person is told instead of left waiting. */
const TELL_AFTER_FAILURES = 4

export async function startStudio(): Promise<void> {
  // The dev server's address, never read in the packaged app.
  const devServer = app.isPackaged ? undefined : process.env["ELECTRON_RENDERER_URL"]
  const origin = devServer ? new URL(devServer).origin : STUDIO_ORIGIN
  guardContents(app)
  guardSession(session.defaultSession, origin)
  serveStudio(places.rendererFolder, { "/sounds/FluidR3Mono_GM.sf3": places.soundBank() })
  setMenu({ isDevelopment: devServer !== undefined })

  const engine = openEngine()
  const midi = startMidi()
  engine.onStart(() => engine.giveMidi(midi.openPort()))
  midi.onRestart(() => {
    if (engine.pid !== undefined) engine.giveMidi(midi.openPort())
  })
  const windowState = preferencesIn(places.windowFile())
  const window = createStudioWindow({
    keptBounds: await windowState.read(),
    onBoundsChange: (bounds) => void windowState.write(bounds).catch(() => undefined),
  })
  const preferences = preferencesIn(places.preferencesFile())
  const importFiles = importInto(engine)
  openWindowLine({
    window,
    origin,
    ...{ engine, midi },
    handlers: createShellService({ window, engine, preferences }),
    importFiles,
    learnFrom: (paths) => learnFrom(engine, paths),
    openProject: (path) => engine.client()["files.openProject"]({ path }),
  })
  app.on("second-instance", (_event, argv, directory) => {
    bringForward(window)
    void importFiles(places.filesIn(argv, directory)).catch(tellNotImported)
  })
  endWithWindow(engine)
  app.once("will-quit", () => midi.close())
  await window.loadURL(devServer ?? `${STUDIO_ORIGIN}/index.html`)
  const named = places.filesIn(process.argv, process.cwd())
  await (named.length > 0 ? importFiles(named) : importDemo(engine)).catch(tellNotImported)
}

/** The studio opens all the same. An engine that is away is told elsewhere. */
function tellNotImported(error: unknown): void {
  const { code, message } = toStudioError(error)
  if (code === "engine-lost") return
  void dialog.showMessageBox({ type: "error", title: "Slipmat", message, buttons: ["OK"] })
}

/** A new library starts with the demo song; a person who removed it does not get it again. */
async function importDemo(engine: EngineHost): Promise<void> {
  const song = places.demoSong()
  if (!song) return
  const client = engine.client()
  const known = [{}, { removed: true }].map((which) => client["library.list"](which))
  const songs = (await Promise.all(known)).flat()
  if (songs.length === 0) await client["files.import"]({ paths: [song] })
}

function openEngine(): EngineHost {
  const log = openEngineLog(places.logFolder())
  let reason = ""
  const onOutput = (text: string): void => {
    reason = lastReason(text) ?? reason
    log(text)
  }
  const env = { SLIPMAT_LIBRARY: places.libraryFolder() }
  const engine = createEngineHost({
    start: () => startEngine({ entry: places.engineFile, env, onOutput }),
    onLost(failures, code) {
      onOutput(`The engine ended with ${code ?? "a signal"}, ${failures} in a row\n`)
      if (failures === TELL_AFTER_FAILURES && code !== CANNOT_START)
        void tell(reason, "Slipmat keeps trying.", ["OK"])
    },
    onRefused() {
      void tell(reason, "", ["Try again", "Quit"]).then((answer) =>
        answer === 0 ? engine.retry() : app.quit(),
      )
    },
  })
  return engine
}

/**
 * Says why there is no engine and resolves with the button. Not a box that blocks: the studio must stay usable, and
 * closable, while it is read.
 */
async function tell(reason: string, what: string, buttons: string[]): Promise<number> {
  const [window] = BrowserWindow.getAllWindows()
  const options: MessageBoxOptions = {
    type: "error",
    title: "Slipmat",
    message: "The engine does not start",
    detail: [
      reason,
      `The library is in ${places.libraryFolder()}; nothing in it was changed.`,
      `${what} More is in ${places.logFolder()}.`.trim(),
    ]
      .filter(Boolean)
      .join("\n\n"),
    ...{ buttons, defaultId: 0, cancelId: 0 },
  }
  const asked = window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options)
  return (await asked).response
}

function importInto(engine: EngineHost): (paths: string[]) => Promise<{ jobIds: string[] }> {
  return async (paths) =>
    paths.length > 0 ? await engine.client()["files.import"]({ paths }) : { jobIds: [] }
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.focus()
}

/** The library is closed in order before the app ends. */
function endWithWindow(engine: EngineHost): void {
  let isClosed = false
  app.on("window-all-closed", () => app.quit())
  app.on("will-quit", (event) => {
    if (isClosed) return
    event.preventDefault()
    void engine.close().finally(() => {
      isClosed = true
      app.quit()
    })
  })
}
