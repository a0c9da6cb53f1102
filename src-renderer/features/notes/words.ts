/** Notes in words, for readers and the inspector. */
import { pitchName, type MeterMap, type Spelling } from "#shared/music/index.ts"
import type { Note } from "#shared/project/index.ts"
import { drumLabel } from "./geometry/rows.ts"

interface SpokenIn {
  readonly meters: MeterMap
  /** From the content to the time line. */
  readonly toLineTicks: number
  readonly isDrums: boolean
  readonly spelling: Spelling
}

/** "C4, bar 3 beat 2, 480 ticks, velocity 90". */
export function spokenNote(note: Omit<Note, "id">, spokenIn: SpokenIn): string {
  const place = spokenPlace(note.pitch, note.startTicks + spokenIn.toLineTicks, spokenIn)
  const muted = note.isMuted === true ? ", muted" : ""
  return `${place}, ${note.lengthTicks} ticks, velocity ${note.velocity}${muted}`
}

/** "C4, bar 3 beat 2 and 120 ticks". @param tick of the time line */
export function spokenPlace(
  pitch: number,
  tick: number,
  { meters, isDrums, spelling }: Omit<SpokenIn, "toLineTicks">,
): string {
  const at = meters.positionAt(tick)
  const name = isDrums ? drumLabel(pitch) : pitchName(pitch, spelling)
  const late = at.tick === 0 ? "" : ` and ${at.tick} ticks`
  return `${name}, bar ${at.bar + 1} beat ${at.beat + 1}${late}`
}

export function countOf(count: number, what: string): string {
  return `${count.toLocaleString("en-GB")} ${what}${count === 1 ? "" : "s"}`
}
