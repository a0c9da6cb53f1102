import { basename } from "node:path"
import type { Command } from "commander"
import { z } from "zod"
import { MOST_OPS } from "#engine/projects/index.ts"
import { readPlainText } from "#engine/platform/node/index.ts"
import { fail, StudioError, toStudioError } from "#shared/contract/errors.ts"
import { executeCall, opsBetween, type History } from "#shared/project/index.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine } from "../output.ts"
import { withProject, type LoadedProject } from "../project-file.ts"

const Calls = z.array(z.object({ name: z.string(), args: z.unknown() }))
type Calls = z.infer<typeof Calls>

interface Options {
  json?: true
}

export function addApply(program: Command): void {
  program
    .command("apply")
    .description("do commands in a project: all of them, or none where one cannot be done")
    .argument("<file.slipmat>")
    .argument("<commands.json>", 'a list of { "name": "track.add", "args": { … } }')
    .option("--json", "print one JSON document")
    .action((path: string, commandsPath: string, options: Options) =>
      aboutFile(path, options, async () => {
        const calls = readCalls(commandsPath)
        const labels = await withProject(path, (loaded) => applyAll(loaded, calls))
        if (options.json) printJson({ path, applied: calls.length, labels })
        else for (const label of labels) printLine(label)
      }),
    )
}

function readCalls(path: string): Calls {
  const name = basename(path)
  const text = readPlainText(path)
  const result = Calls.safeParse(parsed(text, name))
  if (result.success) return result.data
  const [issue] = result.error.issues
  return fail("invalid-input", `${name}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`)
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
    return executeCall(history, name, args)
  } catch (thrown) {
    const { code, message } = toStudioError(thrown)
    throw new StudioError(code, `${place}: ${message}`, { cause: thrown })
  }
}
