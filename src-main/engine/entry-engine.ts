/**
 * The engine as a process of its own, started by the shell's engine host as an Electron utilityProcess or as a child of
 * plain Node. SLIPMAT_LIBRARY names the library's folder. Channels opened before the engine is ready wait for it.
 */
import { engineContract, studioContract, serve, toStudioError } from "#shared/contract/index.ts"
import { createEngine } from "./engine.ts"
import { nodePlatform } from "./platform/node/index.ts"
import { CANNOT_START, engineLine } from "./rpc/index.ts"

const libraryDirectory = process.env["SLIPMAT_LIBRARY"]
if (!libraryDirectory) throw new Error("SLIPMAT_LIBRARY must name the library's folder")

const platform = nodePlatform({ libraryDirectory, isInBackground: true })
const starting = createEngine(platform)

const line = engineLine(process)
line.onOpen((role, port) => {
  void starting.then(({ handlers, midi }) => {
    if (role === "midi") midi.attach(port)
    else
      serve(role === "engine" ? engineContract : studioContract, handlers, port, {
        onBug: (error, name) => platform.log.error(`${name} failed`, { stack: stackOf(error) }),
      })
  }, ignore)
})
line.onClose(() => void stop(0))
process.once("SIGTERM", () => void stop(0))

starting.catch((error: unknown) => {
  const { code, message } = toStudioError(error)
  platform.log.error("The engine could not start", { code, message, stack: stackOf(error) })
  process.exit(CANNOT_START)
})

async function stop(code: number): Promise<void> {
  await starting.then((engine) => engine.close(), ignore)
  process.exit(code)
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : String(error)
}

function ignore(): void {
  // The failure to start is reported once, above.
}
