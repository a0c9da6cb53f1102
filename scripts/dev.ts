/** `npm run dev`: the studio with hot reload of the window and restart of the shell. */
import { main, run } from "./machine/command.ts"
import { ensureRuntime, runtimeEnvironment } from "./machine/electron-runtime.ts"
import { ensureLibraries } from "./machine/system-packages.ts"
import { openDisplay } from "./machine/display.ts"
import { buildKernels } from "./build-kernels.ts"

await main(async () => {
  const runtime = await ensureRuntime()
  await ensureLibraries(runtime.executable)
  await buildKernels()
  const display = await openDisplay()
  const sandbox = process.getuid?.() === 0 ? ["--noSandbox"] : []
  const env = { ...runtimeEnvironment(runtime), ...display.env }
  const { code } = await run("electron-vite", ["dev", "--watch", ...sandbox], { env })
  display.close()
  return code
})
