/**
 * `npm start`: makes everything ready and opens the studio on the demo song. Where there is no screen the same
 * application runs on a virtual one, plays the guided demo and leaves pictures in out/demo/.
 */
import { buildWhatIsStale } from "./machine/builds.ts"
import { main, run, repository } from "./machine/command.ts"
import { hasDisplay } from "./machine/display.ts"
import { ensureRuntime, runtimeEnvironment, type Runtime } from "./machine/electron-runtime.ts"
import { ensureLibraries } from "./machine/system-packages.ts"
import { runDemo } from "./demo.ts"

await main(async () => {
  const runtime = await ensureRuntime()
  await ensureLibraries(runtime.executable)
  const { demoSong } = await buildWhatIsStale()
  return hasDisplay() ? openStudio(runtime, demoSong) : runDemo({ runtime, demoSong })
})

async function openStudio(runtime: Runtime, demoSong: string): Promise<number> {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : []
  const env = { ...runtimeEnvironment(runtime), SLIPMAT_DEMO: demoSong }
  const { code } = await run(runtime.executable, [...sandbox, repository], { env })
  return code
}
