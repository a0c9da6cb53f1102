/** `npm run pictures`: takes the README's pictures of the studio as it is, on a screen of its own, and leaves them in .github/screenshots. */
import { buildDemoSong } from "./build-demo-song.ts"
import { buildWhatIsStale } from "./machine/builds.ts"
import { main, run } from "./machine/command.ts"
import { openDisplay } from "./machine/display.ts"
import { ensureRuntime, runtimeEnvironment } from "./machine/electron-runtime.ts"
import { ensureLibraries } from "./machine/system-packages.ts"

await main(async () => {
  const runtime = await ensureRuntime()
  await ensureLibraries(runtime.executable)
  await buildWhatIsStale()
  await buildDemoSong()
  const display = await openDisplay()
  const env = { ...runtimeEnvironment(runtime), ...display.env }
  const args = ["test", "--config", ".config/pictures.config.ts", "--reporter=list"]
  const { code } = await run("playwright", [...args, ...process.argv.slice(2)], { env })
  display.close()
  return code
})
