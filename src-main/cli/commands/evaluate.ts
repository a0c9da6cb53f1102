/** `slipmat evaluate`: what held-out music costs a model, beside what it costs baselines. */
import { existsSync, writeFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { type Command, Option } from "commander"
import { createExecutor } from "#engine/compute/index.ts"
import { isDuetModel, phraseCorpus } from "#engine/duet/index.ts"
import { evaluateModel, type PieceNats, type RowModel } from "#engine/training/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { printJson, printLine, progress, round, wholeNumber } from "../output.ts"
import { musicNamed } from "../data-argument.ts"
import { modelNamed } from "../model-argument.ts"
import { libraryOption } from "./options.ts"

interface Options {
  data: string
  split: "valid" | "test"
  pieces: number
  perToken?: string
  library?: string
  json?: true
}

export function addEvaluate(program: Command, signal: AbortSignal): void {
  program
    .command("evaluate")
    .description("measure a model on music that it did not learn from, in nats a note or a cell")
    .argument(
      "<model>",
      "chorales, chopin, base, drums, duet; an id or name of the library; a file",
    )
    .requiredOption("--data <music>", "a folder, a file, or a dataset of the library")
    .addOption(
      new Option("--split <split>", "which works").choices(["valid", "test"]).default("test"),
    )
    .addOption(
      new Option("--pieces <number>", "made up to be compared with real ones; 0 makes none")
        .argParser(wholeNumber("--pieces", 0, 1000))
        .default(8),
    )
    .option("--per-token <file>", "write work,index,token,logProb as CSV")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action(async (which: string, options: Options) => {
      // Before minutes of work, not after them.
      const folder = dirname(resolve(options.perToken ?? "."))
      if (!existsSync(folder)) fail("not-found", `There is no folder ${folder}`)
      const model = await modelNamed(which, options.library)
      const music = await musicNamed(options.data, options.library, {
        ...{ signal, restoresKeys: model.card.restoresKeys },
      })
      // What a duet's model learnt, and is to be judged by, are phrases and their answers.
      const corpus = isDuetModel(model) ? phraseCorpus(music) : music
      const executor = await createExecutor("onnx-cpu")
      const { result, pieces, measures, copies } = await evaluateModel(model, [corpus], {
        ...{ split: options.split, count: options.pieces, executor, signal },
        progress: (fraction) => progress.show("measuring", `${Math.round(fraction * 100)} %`),
      })
      progress.end()
      await executor.close()
      if (options.perToken !== undefined)
        writeFileSync(options.perToken, perToken(model, pieces), "utf8")
      const units = pieces.reduce((sum, each) => sum + each.units, 0)
      const { unit } = model.language
      if (options.json)
        printJson({
          ...{ model: model.name, data: corpus.name, unit, units },
          ...result,
          measures,
          copies,
        })
      else {
        printLine(
          `${result.nll.toFixed(4)} nats a ${unit} (95 %: ${result.low.toFixed(4)} to ${result.high.toFixed(4)}), ${pieces.length} pieces, ${units} ${unit}s`,
        )
        if (result.changed !== null) printLine(`${result.changed.toFixed(4)} where a voice moves`)
        for (const { name, nll } of result.baselines) printLine(`${nll.toFixed(4)} ${name}`)
        for (const each of measures)
          printLine(
            `${each.name}: ${round(each.generated, 3)} made up, ${round(each.real, 3)} real, overlap ${round(each.overlap, 2)} (real with itself ${round(each.ceiling, 2)})`,
          )
        printLine(`copies: ${copies.verdict}`)
      }
    })
}

/** Every choice of the model once, in the order in which it is made. */
function perToken({ language }: RowModel, pieces: readonly PieceNats[]): string {
  const lines = ["work,index,token,logProb"]
  const width = language.fields.length
  for (const { work, rows, nats } of pieces) {
    let index = 0
    for (let at = 0; at < nats.length; at++) {
      if (!rows.asked[at]) continue
      const token = language.word(at % width, rows.values[at]!)
      lines.push(`${csvText(work.path)},${index++},${token},${-nats[at]!}`)
    }
  }
  return `${lines.join("\n")}\n`
}

const csvText = (text: string): string =>
  /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
