/** Bars of a clip that are written anew by a model: what it is asked, and how its notes take the place of those that were there. */
import type { HeardPiece } from "../contract/datasets.ts"
import { TICKS_PER_QUARTER } from "../music/index.ts"
import {
  meterMapOf,
  type CommandArgs,
  type CommandName,
  type NotesClip,
  type Project,
} from "../project/index.ts"
import { pieceBetween } from "../training/index.ts"
import type { Bars } from "./bars.ts"

type Step = { [Name in CommandName]: { name: Name; args: CommandArgs<Name> } }[CommandName]
export type MadeBy = NonNullable<CommandArgs<"clip.credit">["madeBy"]>

/** More is not looked at by a model of bars. */
const BARS_BEFORE = 8
const BARS_AFTER = 2

/** The track's music around the bars, and where they are in it. */
export function rewriteAsk(
  project: Project,
  trackId: string,
  { startTicks, endTicks, firstBar, afterBar }: Bars,
): { piece: HeardPiece; fromBar: number; toBar: number } {
  const meters = meterMapOf(project)
  const before = Math.min(BARS_BEFORE, firstBar)
  let from = meters.barAt(startTicks)
  for (let bar = 0; bar < before; bar++) from = meters.barAt(from.startTicks - 1)
  let until = endTicks
  for (let bar = 0; bar < BARS_AFTER; bar++) until = meters.barAt(until).endTicks
  const piece = pieceBetween(project, trackId, { startTicks: from.startTicks, endTicks: until })
  return { piece, fromBar: before, toBar: before + afterBar - firstBar }
}

interface Rewriting {
  /** Of the time line. */
  readonly bars: Pick<Bars, "startTicks" | "endTicks">
  /** From the bars' beginning on. */
  readonly piece: HeardPiece
  /** What turns a tick of the clip's content into one of the time line. */
  readonly toLineTicks: number
  readonly madeBy: MadeBy
  newId(): string
}

/**
 * Notes that begin in the bars make way, muted ones too; those that reach into them end there. Only as far as the clip is heard:
 * what a model wrote before or behind it is not taken in. Where nothing is left of it, nothing makes way.
 */
export function rewriteSteps(
  clip: NotesClip,
  { bars, piece, toLineTicks, madeBy, newId }: Rewriting,
): { steps: Step[]; noteIds: string[] } {
  const barsFrom = bars.startTicks - toLineTicks
  const [first, last] = heardContent(clip)
  const [from, until] = [Math.max(barsFrom, first), Math.min(bars.endTicks - toLineTicks, last)]
  const clipId = clip.id
  const inside = clip.notes.filter(({ startTicks: at }) => at >= from && at < until)
  const reaching = clip.notes.filter(
    ({ startTicks: at, lengthTicks }) => at < from && at + lengthTicks > from,
  )
  const notes = piece.notes.flatMap((note) => {
    const startTicks = barsFrom + Math.round(note.startBeats * TICKS_PER_QUARTER)
    if (startTicks < from || startTicks >= until) return []
    const lengthTicks = Math.round(note.lengthBeats * TICKS_PER_QUARTER)
    return {
      ...{ id: newId(), pitch: note.pitch, velocity: note.velocity, startTicks },
      lengthTicks: Math.max(1, Math.min(lengthTicks, until - startTicks)),
    }
  })
  if (notes.length === 0) return { steps: [], noteIds: [] }
  const steps: Step[] = reaching.map(({ id, startTicks, lengthTicks }) => ({
    name: "note.resize",
    args: { clipId, noteIds: [id], edge: "end", byTicks: from - startTicks - lengthTicks },
  }))
  if (inside.length > 0)
    steps.push({ name: "note.remove", args: { clipId, noteIds: inside.map(({ id }) => id) } })
  steps.push({ name: "note.add", args: { clipId, notes } })
  steps.push({ name: "clip.credit", args: { clipIds: [clipId], madeBy } })
  return { steps, noteIds: notes.map(({ id }) => id) }
}

/** Of the content, in its own ticks; of a clip that goes round, all of it. */
const heardContent = ({ offsetTicks, lengthTicks, loop }: NotesClip): [number, number] =>
  loop ? [0, Infinity] : [offsetTicks, offsetTicks + lengthTicks]
