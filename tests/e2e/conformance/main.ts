/**
 * A small application around the studio's own engine host, window and preload bridge, with the conformance process in
 * the engine's place. CONFORMANCE_HOST says how it is hosted.
 */
import { app, session } from "electron"
import { join } from "node:path"
import { createEngineHost, type EngineProcess } from "../../../src-main/shell/engine-host/index.ts"
import { startChild } from "../../../src-main/shell/engine-host/start-child.ts"
import { startUtility } from "../../../src-main/shell/engine-host/start-utility.ts"
import { choosePlaces, rendererFolder } from "../../../src-main/shell/places.ts"
import {
  guardSession,
  registerStudioScheme,
  serveStudio,
  STUDIO_ORIGIN,
} from "../../../src-main/shell/security/index.ts"
import { createStudioWindow } from "../../../src-main/shell/window/index.ts"
import { openWindowLine } from "../../../src-main/shell/window-line.ts"
import { conformanceCases } from "../../support/conformance/cases.ts"
import { connectConformance } from "../../support/conformance/client.ts"

const startEngine = process.env["CONFORMANCE_HOST"] === "utility" ? startUtility : startChild
const start = (): EngineProcess =>
  startEngine({
    entry: join(import.meta.dirname, "engine.js"),
    env: {},
    onOutput: (text) => process.stderr.write(text),
  })

async function open(): Promise<void> {
  guardSession(session.defaultSession, STUDIO_ORIGIN)
  serveStudio(rendererFolder, {})
  const engine = createEngineHost({ start })
  const window = createStudioWindow({ keptBounds: undefined, onBoundsChange: () => undefined })
  const noHandlers = {} as Parameters<typeof openWindowLine>[0]["handlers"]
  openWindowLine({
    window,
    origin: STUDIO_ORIGIN,
    engine,
    handlers: noHandlers,
    importFiles: () => Promise.resolve({ jobIds: [] }),
    learnFrom: () => Promise.reject(new Error("Nothing is learnt here")),
    openProject: () => Promise.reject(new Error("No project is opened here")),
  })
  app.on("will-quit", () => void engine.close())
  await window.loadURL(`${STUDIO_ORIGIN}/index.html`)
}

/** Runs a case between main and a process of its own. */
async function runCase(name: string): Promise<void> {
  const processes: EngineProcess[] = [start()]
  const [first] = processes
  const restarted = Promise.withResolvers<ReturnType<typeof connectConformance>>()
  first?.onExit(() => {
    const next = start()
    processes.push(next)
    restarted.resolve(connectConformance(next.open("studio")))
  })
  if (!first) return
  const client = connectConformance(first.open("studio"))
  try {
    await conformanceCases[name]?.({ client, restarted: () => restarted.promise })
  } finally {
    await Promise.all(processes.map((each) => each.stop()))
  }
}

Object.assign(globalThis, { runConformanceCase: runCase })
choosePlaces()
registerStudioScheme()
void app.whenReady().then(open)
