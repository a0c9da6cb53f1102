/**
 * `npm run package`: an installable studio. Where Electron 45 is at hand (or with --declared) electron-builder makes what
 * electron-builder.yml declares. On the fallback runtime it makes the unpacked application and a .deb for tests only,
 * which carries a Node 24 for the engine. `--try` then installs that .deb, opens it, imports a song and removes it.
 */
import { join } from "node:path"
import { buildNotices } from "./build-notices.ts"
import { buildWhatIsStale } from "./machine/builds.ts"
import { main, mustRun, repository, ScriptError } from "./machine/command.ts"
import { ensureRuntime, type Runtime } from "./machine/electron-runtime.ts"
import { buildTestPackage } from "./machine/test-package.ts"
import { tryPackage } from "./machine/try-package.ts"

const CONFIG = ["--config", "electron-builder.yml"]

await main(async () => {
  const options = new Set(process.argv.slice(2))
  const { demoSong } = await buildWhatIsStale()
  await buildNotices()
  if (options.has("--declared")) {
    await mustRun("electron-builder", [...CONFIG, "--publish", "never"])
    return 0
  }
  const runtime = await ensureRuntime()
  await packUnpacked(runtime)
  if (process.platform !== "linux") return 0
  const file = await buildTestPackage(join(repository, "dist/linux-unpacked"))
  console.log(`For tests only, on Electron ${runtime.version}: ${file}`)
  if (options.has("--try")) await tryPackage(file, demoSong)
  return 0
})

async function packUnpacked({ directory, version }: Runtime): Promise<void> {
  if (version === "unknown") throw new ScriptError(`${directory} does not say which Electron it is`)
  const overrides = [
    `--config.electronDist=${directory}`,
    `--config.electronVersion=${version}`,
    // Playwright opens the package through the inspector; what is released has it off.
    "--config.electronFuses.enableNodeCliInspectArguments=true",
  ]
  await mustRun("electron-builder", [...CONFIG, "--dir", "--publish", "never", ...overrides])
}
