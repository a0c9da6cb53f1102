import { basename } from "node:path"
import type { Command } from "commander"
import { z } from "zod"
import { MOST_OPS } from "#engine/projects/index.ts"
import { readPlainText } from "#engine/platform/node/index.ts"
import { fail, StudioError, toStudioError } from "#shared/contract/errors.ts"
import { executeCall, issueWords, opsBetween, type History } from "#shared/project/index.ts"
import { aboutFile } from "../failure.ts"
import { refuseUnknown } from "../known-fields.ts"
import { printJson, printLine } from "../output.ts"
import { withProject, type LoadedProject } from "../project-file.ts"

const Call = z.object({ name: z.string(), args: z.unknown() })
type Calls = z.infer<typeof Call>[]

interface Options {
  json?: true
}

export function addApply(program: Command): void {
  program
    .command("apply")
    .description(
      "do commands in a project: all of them, or none where one cannot be done (see: slipmat commands)",
    )
    .argument("<file.slipmat>")
    .argument("<commands.json>", 'a list of { "name": "track.add", "args": { … } }')
    .option("--json", "print one JSON document")
    .action(async (path: string, commandsPath: string, options: Options) => {
      const calls = await callsOf(commandsPath, options)
      if (!calls) return
      await aboutFile(path, options, async () => {
        const labels = await withProject(path, (loaded) => applyAll(loaded, calls))
        if (options.json) printJson({ path, applied: calls.length, labels })
        else for (const label of labels) printLine(label)
      })
    })
}

/** Undefined where the list cannot be read, which is then said of that file and not of the project. */
async function callsOf(path: string, options: Options): Promise<Calls | undefined> {
  let calls: Calls | undefined
  await aboutFile(path, options, () => {
    calls = readCalls(path)
    return Promise.resolve()
  })
  return calls
}

function readCalls(path: string): Calls {
  const name = basename(path)
  const text = readPlainText(path)
  return callsIn(parsed(text, name), name)
}

/** Pure. @throws StudioError invalid-input, which names the command of the list and its part */
export function callsIn(json: unknown, name: string): Calls {
  const list = z.array(z.unknown()).safeParse(json)
  if (!list.success)
    return fail("invalid-input", `${name} must be a list of { "name": …, "args": { … } }`)
  return list.data.map((each, index) => {
    const call = Call.safeParse(each)
    if (call.success) return call.data
    return fail("invalid-input", `command ${index + 1}: ${issueWords(call.error)}`)
  })
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return fail("invalid-input", `${name} is no JSON: ${toStudioError(error).message}`)
  }
}

/** Returns what each command did, in words. They are on disk, in one transaction, when it returns. */
function applyAll({ file, replay }: LoadedProject, calls: Calls): string[] {
  const before = replay.history
  let after = before
  const labels: string[] = []
  for (const [index, { name, args }] of calls.entries()) {
    const next = doOne(after, name, args, `command ${index + 1} of ${calls.length} (${name})`)
    labels.push(next === after ? `${name}: nothing to change` : next.entries[next.at - 1]!.label)
    after = next
  }
  const ops = opsBetween(before, after)
  if (ops.length === 0) return labels
  file.append(ops, Date.now())
  // Opening repeats the steps since the last snapshot: a new one keeps that short.
  if (replay.done + ops.length >= MOST_OPS) file.snapshot(after.project)
  return labels
}

function doOne(history: History, name: string, args: unknown, place: string): History {
  try {
    refuseUnknown(history.project, name, args)
    return executeCall(history, name, args)
  } catch (thrown) {
    const { code, message } = toStudioError(thrown)
    const words = message.replace(`${name}: `, "")
    throw new StudioError(code, `${place}: ${words}`, { cause: thrown })
  }
}
