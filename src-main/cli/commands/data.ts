/** `slipmat data`: music to learn from. */
import { resolve } from "node:path"
import { type Command, Option } from "commander"
import { type Licence, LicenceUse } from "#shared/contract/index.ts"
import { importDataset } from "../import-dataset.ts"
import { datasetLine, filesReport } from "../dataset-report.ts"
import { onlyNamed } from "../only-named.ts"
import { printJson, printLine, printNote } from "../output.ts"
import { quietly, withEngine, withExistingEngine, withLibrary } from "../with-engine.ts"
import { addDataCheck } from "./data-check.ts"
import { libraryOption, restoreKeysOption } from "./options.ts"

interface Options {
  library?: string
  json?: true
}

interface ImportOptions extends Options {
  name?: string
  licence: string
  use: Licence["use"]
  notice: string
  restoreKeys?: true
}

const EVERY_FILE = 1_000_000

export function addData(program: Command, signal: AbortSignal): void {
  const data = program.command("data").description("music to learn from: MIDI files and scores")
  addImport(data, signal)
  addList(data)
  addDataCheck(data, signal)
  addRemove(data, signal)
}

function addImport(data: Command, signal: AbortSignal): void {
  data
    .command("import")
    .description(
      "take folders, archives and files of MIDI, MusicXML, ABC and kern into the library as one dataset",
    )
    .argument("<path...>")
    .option("--name <name>", "of the dataset (default: the folder's)")
    .option("--licence <name>", "what allows its use: CC BY 4.0, public domain …", "my own music")
    .addOption(
      new Option("--use <use>", "what may be done with models that learn from it")
        .choices(LicenceUse.options)
        .default("private"),
    )
    .option("--notice <text>", "who is to be named beside every model", "")
    .addOption(restoreKeysOption())
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((paths: string[], options: ImportOptions) =>
      withEngine(options.library, async ({ handlers }) => {
        const { licence: name, use, notice } = options
        const input = {
          paths: paths.map((path) => resolve(path)),
          licence: { name, use, notice },
          restoresKeys: options.restoreKeys ?? false,
          ...(options.name === undefined ? {} : { name: options.name }),
        }
        const datasetId = await importDataset(handlers, input, signal)
        const asked = { datasetId, most: EVERY_FILE }
        const { dataset, files } = await handlers["datasets.get"](asked, quietly(signal))
        if (options.json) printJson({ dataset, files })
        else {
          for (const line of filesReport(files)) printNote(line)
          printLine(datasetLine(dataset))
        }
      }),
    )
}

function addList(data: Command): void {
  data
    .command("list")
    .description("the datasets of the library, the last one first")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((options: Options) =>
      withLibrary(options.library, ({ datasets }) => {
        const all = datasets().list()
        if (options.json) printJson({ datasets: all })
        else for (const dataset of all) printLine(datasetLine(dataset))
        return Promise.resolve()
      }),
    )
}

function addRemove(data: Command, signal: AbortSignal): void {
  data
    .command("remove")
    .description("remove a dataset; models that learnt from it stay")
    .argument("<id or name>")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((which: string, options: Options) =>
      withExistingEngine(options.library, async ({ handlers }) => {
        const { id, name } = onlyNamed(
          await handlers["datasets.list"]({}, quietly(signal)),
          which,
          "dataset",
        )
        await handlers["datasets.remove"]({ datasetId: id }, quietly(signal))
        if (options.json) printJson({ removed: id })
        else printLine(`removed ${name}`)
      }),
    )
}
