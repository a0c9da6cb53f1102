/** Hands the window its ports, to the engine, the shell and the MIDI process, and takes the files dropped on it. */
import { ipcMain, MessageChannelMain, type BrowserWindow, type MessagePortMain } from "electron"
import { mainPort } from "#engine/rpc/index.ts"
import { serve, toWire, type Handlers, type OpenedProject } from "#shared/contract/index.ts"
import type { EngineHost } from "./engine-host/index.ts"
import type { MidiProcess } from "./midi-process.ts"
import { isFromStudio } from "./security/index.ts"
import { droppedPaths, windowContract } from "./shell-service.ts"

export interface WindowLineOptions {
  window: BrowserWindow
  /** Origin of the page that may use the line. */
  origin: string
  engine: EngineHost
  /** Absent: the window gets no line to it. */
  midi?: MidiProcess
  handlers: Handlers<typeof windowContract>
  importFiles(paths: string[]): Promise<{ jobIds: string[] }>
  learnFrom(paths: string[]): Promise<{ jobId: string; datasetId: string }>
  openProject(path: string): Promise<OpenedProject>
}

export function openWindowLine({
  window,
  origin,
  engine,
  midi,
  handlers,
  importFiles,
  learnFrom,
  openProject,
}: WindowLineOptions): void {
  const contents = window.webContents
  let isAsked = false
  const hand = (name: string, port: MessagePortMain): void => {
    if (!contents.isDestroyed()) contents.postMessage("slipmat:port", name, [port])
  }
  const handEngine = (): void => hand("engine", engine.openStudioPort())
  const handMidi = (): void => {
    if (midi) hand("midi", midi.openPort())
  }
  const handShell = (): void => {
    const { port1, port2 } = new MessageChannelMain()
    serve(windowContract, handlers, mainPort(port1))
    hand("shell", port2)
  }
  ipcMain.on("slipmat:request-ports", (event) => {
    if (!isFromStudio(event, contents, origin)) return
    isAsked = true
    handShell()
    handMidi()
    if (engine.pid !== undefined) handEngine()
  })
  ipcMain.handle("slipmat:import-dropped", async (event, paths: unknown) => {
    if (!isFromStudio(event, contents, origin)) throw new Error("Not allowed")
    return answered(async () => importFiles(droppedPaths.parse({ paths }).paths))
  })
  ipcMain.handle("slipmat:learn-from-dropped", async (event, paths: unknown) => {
    if (!isFromStudio(event, contents, origin)) throw new Error("Not allowed")
    return answered(async () => learnFrom(droppedPaths.parse({ paths }).paths))
  })
  ipcMain.handle("slipmat:open-dropped", (event, path: unknown) => {
    if (!isFromStudio(event, contents, origin)) throw new Error("Not allowed")
    return answered(async () => openProject(droppedPaths.parse({ paths: [path] }).paths[0]!))
  })
  engine.onStart(() => {
    if (isAsked) handEngine()
  })
  midi?.onRestart(() => {
    if (isAsked) handMidi()
  })
  contents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) isAsked = false
  })
  window.once("closed", () => {
    ipcMain.removeAllListeners("slipmat:request-ports")
    ipcMain.removeHandler("slipmat:import-dropped")
    ipcMain.removeHandler("slipmat:learn-from-dropped")
    ipcMain.removeHandler("slipmat:open-dropped")
  })
}

/** As `Dropped` of the window reads it: Electron would put words of its own before an error's. */
async function answered<T>(work: () => Promise<T>) {
  try {
    return { result: await work() }
  } catch (error) {
    return { error: toWire(error) }
  }
}
