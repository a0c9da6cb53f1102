/** `slipmat models`: what was learnt here, and what came with the program. */
import { resolve } from "node:path"
import { existsSync } from "node:fs"
import type { Command } from "commander"
import { fail, type Model } from "#shared/contract/index.ts"
import { onlyNamed } from "../only-named.ts"
import { printJson, printLine } from "../output.ts"
import { quietly, withEngine } from "../with-engine.ts"
import { forceOption, libraryOption } from "./options.ts"

interface Options {
  library?: string
  json?: true
}

export function addModels(program: Command, signal: AbortSignal): void {
  const models = program.command("models").description("models that learnt music")
  models
    .command("list")
    .description("all of them, the last one first, then those that came with the program")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((options: Options) =>
      withEngine(options.library, async ({ handlers }) => {
        const all = await handlers["models.list"]({}, quietly(signal))
        if (options.json) printJson({ models: all })
        else for (const model of all) printLine(modelLine(model))
      }),
    )
  models
    .command("show")
    .description("a model's card: what it learnt from, what it is worth, what may be done with it")
    .argument("<model>", "its id or name")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((which: string, options: Options) =>
      withEngine(options.library, async ({ handlers }) => {
        const model = onlyNamed(await handlers["models.list"]({}, quietly(signal)), which, "model")
        if (options.json) printJson(model)
        else for (const line of cardLines(model)) printLine(line)
      }),
    )
  models
    .command("export")
    .description("write a model as one file with its card, or, ending in .onnx, the network alone")
    .argument("<model>", "its id or name")
    .requiredOption("-o, --output <file>")
    .addOption(forceOption())
    .addOption(libraryOption())
    .action((which: string, options: Options & { output: string; force?: true }) =>
      withEngine(options.library, async ({ handlers }) => {
        const model = onlyNamed(await handlers["models.list"]({}, quietly(signal)), which, "model")
        const path = resolve(options.output)
        if (existsSync(path) && !options.force)
          fail("conflict", `${path} is there already; --force replaces it`)
        await handlers["files.exportModel"]({ modelId: model.id, path }, quietly(signal))
      }),
    )
  models
    .command("import")
    .description("take a model's file into the library")
    .argument("<file>")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      withEngine(options.library, async ({ handlers }) => {
        const id = await handlers["files.importModel"]({ path: resolve(path) }, quietly(signal))
        if (options.json) printJson({ id })
        else printLine(id)
      }),
    )
}

const modelLine = ({ id, name, card, bytes }: Model): string =>
  [
    id,
    name,
    `${(card.parameters / 1e6).toFixed(2)} M`,
    `${(bytes / 1e6).toFixed(1)} MB`,
    bestOf(card),
  ].join("  ")

const bestOf = ({ results, unit }: Model["card"]): string => {
  const result = results.at(-1)
  return result ? `${result.nll.toFixed(3)} nats a ${unit}, ${result.split}` : "not measured"
}

function cardLines({ id, name, card }: Model): string[] {
  const { trained, copies, licence } = card
  return [
    `${name} (${id})`,
    card.summary,
    `${card.parameters} numbers, speaks ${card.language}, ${trained.steps} steps in ${Math.round(trained.seconds)} s, ${trained.executor}`,
    `licence: ${licence.name}, ${licence.use}${licence.notice ? `. ${licence.notice}` : ""}`,
    ...card.learntFrom.map(
      (each) => `learnt from ${each.name}, ${each.works} works, ${each.licence.name}`,
    ),
    ...card.results.flatMap(({ split, nll, low, high, changed, baselines }) => [
      `${split}: ${nll.toFixed(4)} nats a ${card.unit} (${low.toFixed(4)} to ${high.toFixed(4)})${changed === null ? "" : `, ${changed.toFixed(4)} where a voice moves`}`,
      ...baselines.map((each) => `  ${each.nll.toFixed(4)} ${each.name}`),
    ]),
    `copies: ${copies.verdict}, longest ${copies.generated.longest} notes, held-out music ${copies.heldOut.longest}`,
    `made by: ${card.command}`,
  ]
}
