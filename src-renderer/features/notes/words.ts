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
export function spokenNote(
  note: Note,
  { meters, toLineTicks, isDrums, spelling }: SpokenIn,
): string {
  const { bar, beat, tick } = meters.positionAt(note.startTicks + toLineTicks)
  const name = isDrums ? drumLabel(note.pitch) : pitchName(note.pitch, spelling)
  const late = tick === 0 ? "" : ` and ${tick} ticks`
  const muted = note.isMuted === true ? ", muted" : ""
  return `${name}, bar ${bar + 1} beat ${beat + 1}${late}, ${note.lengthTicks} ticks, velocity ${note.velocity}${muted}`
}

export function countOf(count: number, what: string): string {
  return `${count.toLocaleString("en-GB")} ${what}${count === 1 ? "" : "s"}`
}
