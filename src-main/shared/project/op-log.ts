/**
 * The log that autosave writes beside a snapshot: what was done, undone and redone, as plain JSON. Replaying it gives the
 * document and its history again; what cannot be replayed is named and handed back, never lost.
 */
import { z } from "zod"
import { toStudioError } from "#shared/contract/errors.ts"
import {
  beginGesture,
  commitGesture,
  executeCall,
  newHistory,
  redo,
  restartGesture,
  undo,
  type History,
  type HistoryEntry,
} from "./history.ts"
import type { Immutable, Json, Project } from "./model/index.ts"

/** The arguments are checked by their command alone: to check thousands of notes as any JSON first took 0.8 s. */
const CallSchema = z.object({ name: z.string(), args: z.unknown() as unknown as z.ZodType<Json> })

export const Op = z.discriminatedUnion("kind", [
  CallSchema.extend({ kind: z.literal("do") }),
  z.object({ kind: z.literal("gesture"), label: z.string(), steps: z.array(CallSchema) }),
  z.object({ kind: z.literal("undo") }),
  z.object({ kind: z.literal("redo") }),
])
export type Op = Immutable<z.infer<typeof Op>>

export interface Replay {
  /** As far as the log could be followed. */
  readonly history: History
  /** Ops that were replayed. */
  readonly done: number
  /** Why the next one could not be, as a sentence; absent where all were. */
  readonly reason?: string
  /** From the op that could not be replayed to the end. */
  readonly rest: readonly unknown[]
}

/** The op that makes an entry again. */
export function opOf({ label, steps, isGesture }: HistoryEntry): Op {
  const [step] = steps
  return isGesture || !step ? { kind: "gesture", label, steps } : { kind: "do", ...step }
}

/** The ops that lead from one state of a history to a later one, for a log that writes what changed. */
export function opsBetween(before: History, after: History): Op[] {
  let shared = 0
  const most = Math.min(before.entries.length, after.entries.length)
  while (shared < most && before.entries[shared] === after.entries[shared]) shared++
  const fresh = after.entries.slice(shared)
  const walk = (from: number, to: number): Op[] =>
    Array.from({ length: Math.abs(to - from) }, () => ({ kind: to < from ? "undo" : "redo" }))
  if (fresh.length === 0) return walk(before.at, after.at)
  // New entries stand on the shared ones: go there, do them, and go to where the history now is.
  return [...walk(before.at, shared), ...fresh.map(opOf), ...walk(after.entries.length, after.at)]
}

/**
 * @param ops as they were read, not yet checked
 * Undo goes no further back than the snapshot: who undoes beyond one writes a new snapshot.
 */
export function replay(snapshot: Project, ops: readonly unknown[]): Replay {
  let history = newHistory(snapshot)
  for (const [done, op] of ops.entries()) {
    try {
      history = follow(history, Op.parse(op))
    } catch (error) {
      const reason = `Step ${done + 1} of the log: ${toStudioError(error).message}`
      return { history, done, reason, rest: ops.slice(done) }
    }
  }
  return { history, done: ops.length, rest: [] }
}

/** Does once more what an op tells. @throws StudioError what its commands throw */
export function follow(history: History, op: Op): History {
  switch (op.kind) {
    case "do":
      return executeCall(history, op.name, op.args)
    case "gesture":
      return commitGesture(restartGesture(beginGesture(history, op.label), op.steps))
    case "undo":
      return undo(history)
    case "redo":
      return redo(history)
  }
}
