import { accessSync, constants, statfsSync } from "node:fs"
import type { Command } from "commander"
import { testExecutors } from "#engine/compute/index.ts"
import { createEngine } from "#engine/engine.ts"
import { loadKernel } from "#engine/kernels/index.ts"
import { explain } from "#engine/library/index.ts"
import { makeFolder, nodePlatform } from "#engine/platform/node/index.ts"
import { toStudioError } from "#shared/contract/errors.ts"
import { EXIT } from "../exit.ts"
import { libraryDirectory } from "../library-directory.ts"
import { printJson, printLine } from "../output.ts"
import { libraryOption } from "./options.ts"

interface Check {
  name: string
  state: "ok" | "note" | "problem"
  text: string
}

const FREE_BYTES_WANTED = 2e9

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("check that everything the studio needs is there")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action(async (options: { library?: string; json?: true }) => {
      const directory = libraryDirectory(options.library)
      const checks = [
        runtime(),
        kernels(),
        folder(directory),
        space(directory),
        await database(directory),
        await learning(),
      ]
      if (options.json) printJson({ checks })
      else
        for (const { name, state, text } of checks)
          printLine(`${state.padEnd(7)}  ${name}: ${text}`)
      process.exitCode = checks.some(({ state }) => state === "problem") ? EXIT.failed : EXIT.ok
    })
}

function check(name: string, work: () => string): Check {
  try {
    return { name, state: "ok", text: work() }
  } catch (error) {
    return { name, state: "problem", text: toStudioError(error).message }
  }
}

const runtime = (): Check => check("Node", () => process.versions.node)

const kernels = (): Check =>
  check("Kernels", () => {
    for (const name of ["mel", "tsne"]) loadKernel(name, { bytes: 0 })
    return "compiled, SIMD and threads available"
  })

const folder = (directory: string): Check =>
  check("Library", () => {
    try {
      makeFolder(directory)
      accessSync(directory, constants.W_OK)
    } catch (error) {
      throw explain(error, directory)
    }
    return directory
  })

function space(directory: string): Check {
  const result = check("Free space", () => {
    const { bavail, bsize } = statfsSync(directory)
    return `${((bavail * bsize) / 1e9).toFixed(1)} GB`
  })
  const isLow = Number.parseFloat(result.text) * 1e9 < FREE_BYTES_WANTED
  return result.state === "ok" && isLow ? { ...result, state: "note" } : result
}

async function database(directory: string): Promise<Check> {
  try {
    const engine = await createEngine(nodePlatform({ libraryDirectory: directory }))
    await engine.close()
    return { name: "Database", state: "ok", text: "opens" }
  } catch (error) {
    return { name: "Database", state: "problem", text: toStudioError(error).message }
  }
}

/** Models can do without a graphics card, and the rest of the studio without models. */
async function learning(): Promise<Check> {
  const { chosen, results } = await testExecutors({ names: ["onnx-webgpu", "onnx-cpu"] })
  const used = results.find(({ executor }) => executor === chosen)
  const failed = results.filter(({ state }) => state !== "ok")
  const why = failed.map(({ executor, reason }) => `${executor}: ${reason}`).join("; ")
  if (!used)
    return { name: "Learning", state: "note", text: `no models can be trained here (${why})` }
  const text = `${used.executor}, ${used.stepMs.toFixed(1)} ms a step of the self-test`
  return { name: "Learning", state: "ok", text: why ? `${text} (${why})` : text }
}
