/** `slipmat train`: a run from its beginning, or from where it was paused, to its end. */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { type Command, Option } from "commander"
import { z } from "zod"
import type { Engine } from "#engine/engine.ts"
import { readPlainText } from "#engine/platform/node/index.ts"
import {
  fail,
  type Dataset,
  DatasetId,
  Goal,
  type Run,
  type RunId,
  StudioError,
  TrainingConfig,
} from "#shared/contract/index.ts"
import { type Preset, presetConfig, PRESETS } from "#shared/training/index.ts"
import { importDataset } from "../import-dataset.ts"
import { number, printJson, printLine, printNote, progress, wholeNumber } from "../output.ts"
import { onlyNamed } from "../only-named.ts"
import { runLine } from "../run-report.ts"
import { quietly, withEngine } from "../with-engine.ts"
import { libraryOption } from "./options.ts"

interface Options {
  preset: Preset
  data?: string[]
  name?: string
  goal: Run["config"]["goal"]
  minutes?: number
  seed: number
  parent?: string
  resume?: string | true
  library?: string
  json?: true
}

export function addTrain(program: Command, signal: AbortSignal): void {
  program
    .command("train")
    .description("train a model on music; Ctrl C pauses it")
    .argument(
      "[config]",
      "settings in JSON, or a file of them; those that are left out follow from the preset",
    )
    .addOption(new Option("--preset <size>", "how large").choices(PRESETS).default("minutes5"))
    .option("--data <music...>", "datasets of the library by id or name, or folders to take in")
    .option("--name <name>", "of the model")
    .addOption(new Option("--goal <goal>", "what for").choices(Goal.options).default("new"))
    .addOption(
      new Option("--minutes <number>", "so long on this machine").argParser(
        number("--minutes", 0.05, 10_000),
      ),
    )
    .addOption(
      new Option("--seed <number>", "the same seed learns the same")
        .argParser(wholeNumber("--seed", 0, 2 ** 31 - 1))
        .default(1),
    )
    .option("--parent <model>", "the model that it begins as")
    .option("--resume [run]", "go on with a run that was paused; without a name the last one")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((config: string | undefined, options: Options) =>
      withEngine(options.library, async ({ handlers }) => {
        const runId =
          options.resume === undefined
            ? await begin(handlers, config, options, signal)
            : await goOn(handlers, options.resume, signal)
        const run = await followed(handlers, runId, signal)
        if (run.error)
          throw new StudioError(run.error.code as StudioError["code"], run.error.message)
        if (options.json) printJson(run)
        else printLine(runLine(run))
        if (run.state === "paused")
          printNote(`paused; go on with: slipmat train --resume ${run.id}`)
      }),
    )
}

type Handlers = Engine["handlers"]

async function begin(
  handlers: Handlers,
  settings: string | undefined,
  options: Options,
  signal: AbortSignal,
): Promise<RunId> {
  const given = settings === undefined ? {} : settingsOf(settings)
  const wanted = options.data ?? given.datasets ?? []
  if (wanted.length === 0) fail("invalid-input", "What is to be learnt from? --data names it.")
  const datasets: Dataset[] = []
  for (const which of wanted) datasets.push(await datasetOf(handlers, which, signal))
  const name = options.name ?? `${datasets[0]!.name} model`
  const quiet = quietly(signal)
  const asked = { name, goal: options.goal, datasets }
  let config = presetConfig(options.preset, { ...asked, minutes: options.minutes })
  // Steps follow from how fast this machine is.
  const { secondsAStep } = await handlers["runs.estimate"]({ config }, quiet)
  config = presetConfig(options.preset, { ...asked, minutes: options.minutes, secondsAStep })
  const parent = options.parent === undefined ? {} : { parent: options.parent }
  const all = {
    ...config,
    seed: options.seed,
    ...parent,
    ...given,
    datasets: datasets.map(({ id }) => id),
  }
  return handlers["runs.start"]({ config: checked(TrainingConfig, all, placeOf(settings)) }, quiet)
}

/** What settings may say: any of a run's settings and none that is unknown, with datasets by name as well. */
const Settings = TrainingConfig.partial()
  .strict()
  .extend({
    datasets: z.array(z.string()).optional(),
  })

const isJson = (settings: string): boolean => settings.trimStart().startsWith("{")

/** What messages call them. */
const placeOf = (settings = ""): string =>
  settings === "" || isJson(settings) ? "settings" : settings

/**
 * Those that are named, and no others.
 * @param settings JSON, as a model's card has it, or a file of it
 * @throws StudioError not-found, unreadable, invalid-input
 */
function settingsOf(settings: string): { datasets?: string[] | undefined } {
  let json: unknown
  try {
    json = JSON.parse(isJson(settings) ? settings : readPlainText(settings))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return fail("invalid-input", `${placeOf(settings)}: this is no JSON: ${error.message}`)
  }
  const known = checked(Settings, json, placeOf(settings))
  // Defaults of what is left out do not stand before the preset's.
  return Object.fromEntries(
    Object.entries(known).filter(([name]) => Object.hasOwn(json as object, name)),
  )
}

function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const { path, message } = parsed.error.issues[0]!
  return fail("invalid-input", `${[where, ...path.map(String)].join(": ")}: ${message}`)
}

/** A dataset of the library; a folder that is none yet is taken in. */
async function datasetOf(handlers: Handlers, which: string, signal: AbortSignal): Promise<Dataset> {
  const all = await handlers["datasets.list"]({}, quietly(signal))
  const found = all.find(({ id, name }) => id === which || name === which)
  if (found) return found
  if (!existsSync(which)) return fail("not-found", `There is no dataset and no folder ${which}`)
  const licence = { name: "my own music", use: "private" as const, notice: "" }
  const id = await importDataset(handlers, { paths: [resolve(which)], licence }, signal)
  const { dataset } = await handlers["datasets.get"](
    { datasetId: DatasetId.parse(id), most: 0 },
    quietly(signal),
  )
  return dataset
}

async function goOn(handlers: Handlers, which: string | true, signal: AbortSignal): Promise<RunId> {
  const all = await handlers["runs.list"]({}, quietly(signal))
  const run =
    which === true
      ? (all.find(({ state }) => state !== "finished") ?? fail("not-found", "No run is unfinished"))
      : onlyNamed(all, which, "run")
  await handlers["runs.resume"]({ runId: run.id }, quietly(signal))
  return run.id
}

const LOOK_MS = 200
const OVER: readonly Run["state"][] = ["finished", "failed", "paused", "stopped"]

/** Tells of each measurement until the run is over; on Ctrl C it is paused. */
async function followed(handlers: Handlers, runId: RunId, signal: AbortSignal): Promise<Run> {
  const quiet = quietly(new AbortController().signal)
  let told = 0
  for (;;) {
    const { run, measurements } = await handlers["runs.get"]({ runId }, quiet)
    for (const { step, train, valid } of measurements.slice(told)) {
      progress.end()
      printNote(
        `step ${step}: ${train === null ? "" : `learnt ${train.toFixed(3)}, `}held out ${valid.toFixed(3)} nats a ${run.unit}`,
      )
    }
    told = measurements.length
    if (OVER.includes(run.state)) {
      progress.end()
      return run
    }
    const isLearnt = run.step >= run.config.steps
    progress.show(
      isLearnt
        ? `${run.name}: testing what was learnt`
        : `${run.name}: step ${run.step} of ${run.config.steps}`,
      run.secondsLeft === null || isLearnt ? "" : `${Math.ceil(run.secondsLeft)} s left`,
    )
    if (signal.aborted) {
      printNote("pausing after this step; Ctrl C again ends at once and goes on from what was kept")
      await handlers["runs.pause"]({ runId }, quiet)
    }
    await new Promise((done) => setTimeout(done, LOOK_MS))
  }
}
