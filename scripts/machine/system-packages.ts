/**
 * What the studio and its tests need from the system beside Electron. On a Debian where we are root the missing packages
 * are installed; elsewhere they are named.
 */
import { existsSync } from "node:fs"
import { chromium } from "playwright-core"
import { isInstalled, mustRun, run, ScriptError } from "./command.ts"
import { hasDisplay } from "./display.ts"

const ELECTRON_PACKAGES = [
  "libgtk-3-0",
  "libnss3",
  "libasound2",
  "libgbm1",
  "libatk-bridge2.0-0",
  "libdrm2",
  "libxss1",
  "libxtst6",
]

/** Sees to it that the executable finds its libraries, and that there is a screen or a virtual one. */
export async function ensureLibraries(executable: string): Promise<void> {
  if (process.platform !== "linux") return
  const missing: string[] = []
  const { output } = await run("ldd", [executable], { isQuiet: true })
  if (output.includes("not found")) missing.push(...ELECTRON_PACKAGES)
  if (!hasDisplay() && !isInstalled("Xvfb")) missing.push("xvfb")
  await installPackages(missing)
}

/** The validator that exported documents are held against. */
export async function ensureValidator(): Promise<void> {
  if (process.platform === "linux" && !isInstalled("xmllint"))
    await installPackages(["libxml2-utils"])
}

/** The browser of the component tests: SLIPMAT_CHROMIUM, Playwright's own, or the system's. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium()
  if (found) return found
  const isDebian = process.getuid?.() === 0 && isInstalled("apt-get")
  if (isDebian) await installPackages(["chromium"])
  else await run("playwright", ["install", "chromium"])
  return findChromium() ?? missingBrowser()
}

function findChromium(): string | undefined {
  const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  const candidates = [process.env["SLIPMAT_CHROMIUM"], chromium.executablePath(), ...system]
  return candidates.find((candidate) => candidate && existsSync(candidate))
}

function missingBrowser(): never {
  throw new ScriptError(
    "The component tests need Chromium: install it, or name it in SLIPMAT_CHROMIUM",
  )
}

/** Debian's names, or paths of packages. */
export async function installPackages(names: string[]): Promise<void> {
  if (names.length === 0) return
  if (process.getuid?.() !== 0 || !isInstalled("apt-get")) {
    throw new ScriptError(`Missing on this system (Debian's names): ${names.join(" ")}`)
  }
  console.log(`Installing ${names.join(" ")}`)
  const env = { DEBIAN_FRONTEND: "noninteractive" }
  await mustRun("apt-get", ["update", "-qq"], { env, isQuiet: true })
  const packages = await Promise.all(names.map(nameHere))
  const options = ["install", "-y", "-qq", "--no-install-recommends"]
  await mustRun("apt-get", [...options, ...packages], { env, isQuiet: true })
}

/** A file's path stays as it is. Newer Debians and Ubuntus renamed some libraries when their clock was widened to 64 bits. */
async function nameHere(name: string): Promise<string> {
  if (name.endsWith(".deb")) return name
  const { code } = await run("apt-cache", ["show", `${name}t64`], { isQuiet: true })
  return code === 0 ? `${name}t64` : name
}
