/** Making notes: their ids, and the room that the clip needs for them. */
import type { Step } from "../../../session/index.ts"
import type { CommandArgs, NotesClip } from "#shared/project/index.ts"
import type { MeterMap } from "#shared/music/index.ts"
import { toLineTicks } from "../geometry/clip-time.ts"

export type NewNote = CommandArgs<"note.add">["notes"][number]

export const newNoteId = (): string => crypto.randomUUID()

/**
 * Steps that add notes; a clip without a loop grows to the end of the bar where they would not be heard in it.
 * @param notes in ticks of the content
 */
export function addSteps(clip: NotesClip, meters: MeterMap, notes: readonly NewNote[]): Step[] {
  if (notes.length === 0) return []
  const add: Step = { name: "note.add", args: { clipId: clip.id, notes: [...notes] } }
  const end = Math.max(...notes.map((note) => note.startTicks + note.lengthTicks))
  const endTicks = end + toLineTicks(clip)
  if (clip.loop || endTicks <= clip.startTicks + clip.lengthTicks) return [add]
  const bar = meters.barAt(endTicks - 1)
  const edges = [{ clipId: clip.id, endTicks: bar.endTicks }]
  return [{ name: "clip.resize", args: { edges } }, add]
}
