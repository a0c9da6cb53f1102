import { Option, type Command } from "commander"
import { gestureOf, strokesOf, type GestureTake } from "#shared/gesture/index.ts"
import { controllerProfile } from "../controller-option.ts"
import { aboutFile } from "../failure.ts"
import {
  FILE_FORMATS,
  formatOf,
  readAnyTake,
  writeTake,
  type FileFormat,
} from "../gesture-files.ts"
import { checkFree } from "../project-file.ts"
import { addGestureAlign } from "./gesture-align.ts"
import { addGestureDecode } from "./gesture-decode.ts"
import { addGestureRender } from "./gesture-render.ts"
import { readTakeNamed, TAKE, takeLibraryOption } from "../take-argument.ts"
import { withLibrary } from "../with-engine.ts"
import { forceOption, libraryOption } from "./options.ts"
import { printJson, printLine, round } from "../output.ts"

export function addGesture(program: Command, signal: AbortSignal): void {
  const gesture = program.command("gesture").description("what hands did on controllers")
  addGestureDecode(gesture, signal)
  addList(gesture)
  addShow(gesture)
  addGestureRender(gesture, signal)
  addGestureAlign(gesture, signal)
  addTransfer(gesture, "export", "<take>", "write a take as a file of another kind")
  addTransfer(gesture, "import", "<file>", "read a file of another kind as a take")
}

interface TakeOptions {
  profile?: string
  library?: string
  json?: true
}

function addShow(gesture: Command): void {
  gesture
    .command("show")
    .description("what is in a take: its strokes, cuts and what is said about it")
    .argument("<take>", TAKE)
    .option("--profile <id>", "the controller, where the take does not know it")
    .addOption(takeLibraryOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: TakeOptions) =>
      aboutFile(path, options, async () => {
        const take = await readTakeNamed(path, sourceOf(options))
        if (options.json) printJson({ path, ...shown(take) })
        else printTake(path, take)
      }),
    )
}

function addList(gesture: Command): void {
  gesture
    .command("list")
    .description("the takes of the library, the last one first")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((options: { library?: string; json?: true }) =>
      withLibrary(options.library, ({ takes }) => {
        const kept = takes().all()
        if (options.json) printJson({ takes: kept })
        else
          for (const { id, title, seconds, createdAt } of kept)
            printLine(
              `${id}  ${title}  ${round(seconds, 1)} s  ${new Date(createdAt).toISOString()}`,
            )
        return Promise.resolve()
      }),
    )
}

interface TransferOptions extends TakeOptions {
  output: string
  as?: FileFormat
  force?: true
}

/** Both ways at once: an import reads anything and writes JSON, an export reads JSON and writes anything. */
function addTransfer(
  gesture: Command,
  name: "import" | "export",
  from: string,
  text: string,
): void {
  gesture
    .command(name)
    .description(
      `${text}: .json, .csv (raw or motion), .mid, .sml${name === "export" ? ", .svg" : ""}`,
    )
    .argument(from)
    .requiredOption("-o, --output <file>", "where to")
    .addOption(new Option("--as <format>", "where the name does not say it").choices(FILE_FORMATS))
    .option("--profile <id>", "the controller, where the take does not know it")
    .addOption(takeLibraryOption())
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: TransferOptions) =>
      aboutFile(path, options, async () => {
        const isImport = name === "import"
        const format = isImport ? "json" : formatOf(options.output, options.as)
        checkFree(options.output, options)
        const take = isImport
          ? readAnyTake(path, options.as, profileOf(options))
          : await readTakeNamed(path, sourceOf(options))
        writeTake(options.output, take, format)
        if (options.json) printJson({ path, output: options.output, format, title: take.title })
        else printLine(`${options.output}: written`)
      }),
    )
}

const sourceOf = ({ library, ...options }: TakeOptions) => ({
  profile: profileOf(options),
  ...(library === undefined ? {} : { library }),
})

const profileOf = ({ profile }: TakeOptions) =>
  profile === undefined ? undefined : controllerProfile(profile)

function shown(take: GestureTake) {
  const gesture = gestureOf(take)
  const { title, session, tags, notes, createdAt, mayTrain, beats, sources, events } = take
  return {
    ...{ title, session, tags, notes, createdAt, mayTrain, beats: beats ?? null },
    sources: sources.map(({ port, profile }) => ({ port, profile: profile?.id ?? null })),
    events: events.length,
    isEdited: take.edited !== undefined,
    durationSeconds: gesture.durationSeconds,
    strokes: strokesOf(gesture),
  }
}

function printTake(path: string, take: GestureTake): void {
  const { durationSeconds, events, strokes, sources, isEdited } = shown(take)
  const clicks = strokes.reduce((sum, { opens, closes }) => sum + opens + closes, 0)
  const from = sources.map(({ port, profile }) => profile ?? (port || "unknown")).join(", ")
  printLine(`${path}: ${take.title}`)
  printLine(
    `${round(durationSeconds, 3)} s, ${events} events${from ? ` of ${from}` : ""}${isEdited ? ", edited" : ""}`,
  )
  printLine(`${strokes.length} strokes, ${clicks} clicks of the fader in them`)
  if (take.tags.length > 0) printLine(`tags: ${take.tags.join(", ")}`)
  if (take.mayTrain) printLine("may be learnt from")
}
