/**
 * Runs after `npm ci`: compiles the kernels, so that the command line and the tests need no further build, and puts
 * `slipmat` among the installed programs, where `npm exec` looks. (With a `bin` in package.json npm would install the
 * whole package once more into its own cache, at every `npm exec`.)
 */
import { chmodSync, existsSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { buildKernels } from "./build-kernels.ts"

const root = join(import.meta.dirname, "..")
const programs = join(root, "node_modules/.bin")

function linkCommandLine(): void {
  if (!existsSync(programs)) return
  const source = "../../src-main/cli/slipmat.mjs"
  if (process.platform === "win32") {
    const target = source.replaceAll("/", "\\")
    writeFileSync(join(programs, "slipmat.cmd"), `@node "%~dp0${target}" %*\r\n`)
    return
  }
  chmodSync(join(root, "src-main/cli/slipmat.mjs"), 0o755)
  rmSync(join(programs, "slipmat"), { force: true })
  symlinkSync(source, join(programs, "slipmat"))
}

linkCommandLine()
const built = await buildKernels()
if (built.length > 0) console.log(`kernels built: ${built.join(", ")}`)
