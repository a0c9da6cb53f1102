/**
 * Compiles the AssemblyScript kernels (src-main/engine/kernels/assembly/<name>.ts) to resources/kernels/<name>.wasm.
 * Skips what is newer than its sources. All kernels share one shape: SIMD, imported memory (shared, but for UNSHARED), no
 * runtime: the caller lays out the memory (see kernels/index.ts). Beside them stands the stretcher, which others compiled.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import asc from "assemblyscript/asc"

const root = join(import.meta.dirname, "..")
const sourceDirectory = join(root, "src-main/engine/kernels/assembly")
const outputDirectory = join(root, "resources/kernels")

/** Kernels whose results are copied out in bulk: V8 copies from shared memory several times slower. */
const UNSHARED = ["mp3", "strip"]

export async function buildKernels(): Promise<string[]> {
  mkdirSync(outputDirectory, { recursive: true })
  const sources = readdirSync(sourceDirectory, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(sourceDirectory, name))
  const newestSource = Math.max(0, ...sources.map((file) => statSync(file).mtimeMs))
  const names = readdirSync(sourceDirectory)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -3))
  const built: string[] = []
  for (const name of names) {
    const output = join(outputDirectory, `${name}.wasm`)
    const age = statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (age > newestSource) continue
    await compile(join(sourceDirectory, `${name}.ts`), output, !UNSHARED.includes(name))
    built.push(name)
  }
  if (unpackStretch()) built.push("stretch")
  return built
}

/**
 * Signalsmith Stretch (MIT) comes as a script with its WebAssembly inside, made for a worklet of its own: ours takes the code
 * alone. @returns whether it was not there yet
 */
function unpackStretch(): boolean {
  const source = fileURLToPath(import.meta.resolve("signalsmith-stretch"))
  const output = join(outputDirectory, "stretch.wasm")
  const age = statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (age > statSync(source).mtimeMs) return false
  const [, encoded] =
    /data:application\/octet-stream;base64,([\w+/=]+)/.exec(readFileSync(source, "utf8")) ?? []
  if (!encoded) throw new Error(`${source} holds no WebAssembly`)
  writeFileSync(output, Buffer.from(encoded, "base64"))
  return true
}

async function compile(source: string, output: string, shared: boolean): Promise<void> {
  const flags =
    "-O3 --noAssert --converge --runtime stub --enable simd --enable threads --importMemory" +
    (shared ? " --sharedMemory" : "")
  const { error, stderr } = await asc.main([
    source,
    "--outFile",
    output,
    ...flags.split(" "),
    ...["--initialMemory", "1", "--maximumMemory", "65536", "--use", "abort="],
  ])
  if (error) throw new Error(`${source} does not compile: ${error.message}\n${stderr.toString()}`)
}

if (import.meta.main) {
  const built = await buildKernels()
  console.log(built.length > 0 ? `kernels built: ${built.join(", ")}` : "kernels are up to date")
}
