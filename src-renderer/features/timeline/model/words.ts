/** What is said of clips and places, for eyes and for readers. Pure. */
import type { MeterMap } from "#shared/music/index.ts"
import type { Clip, Track } from "#shared/project/index.ts"

/** "Strings, bar 17 to 25"; within one bar "Strings, bar 17, beat 3". */
export function spokenClip(clip: Clip, track: Track | undefined, meters: MeterMap): string {
  const start = meters.positionAt(Math.round(clip.startTicks))
  const end = meters.positionAt(Math.round(clip.startTicks + clip.lengthTicks))
  const isWhole = start.beat === 0 && start.tick === 0
  const from = isWhole ? `bar ${start.bar + 1}` : `bar ${start.bar + 1}, beat ${start.beat + 1}`
  const to = end.bar > start.bar ? ` to ${end.bar + 1}` : ""
  const name = [clip.name, track?.name, "Clip"].find(Boolean)
  const on = track && track.name !== clip.name ? ` on ${track.name}` : ""
  return `${name}, ${from}${to}${on}${clip.isMuted ? ", muted" : ""}`
}

/** "25.1.1", as on a transport: the third figure counts sixteenths. Recordings begin and end between ticks: to the nearest. */
export function placeText(meters: MeterMap, tick: number): string {
  const { bar, beat, tick: rest } = meters.positionAt(Math.max(0, Math.round(tick)))
  return `${bar + 1}.${beat + 1}.${Math.floor(rest / SIXTEENTH_TICKS) + 1}`
}
const SIXTEENTH_TICKS = 240

/** What was typed as a place: "25", "25.3", "25.3.2". Undefined where it is none. */
export function parsePlace(meters: MeterMap, text: string): number | undefined {
  const match = /^\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?\s*$/.exec(text)
  if (!match) return undefined
  const [bar = 1, beat = 1, sixteenth = 1] = match.slice(1).filter(Boolean).map(Number)
  if (bar < 1 || beat < 1 || sixteenth < 1) return undefined
  return meters.tickAt({ bar: bar - 1, beat: beat - 1, tick: (sixteenth - 1) * SIXTEENTH_TICKS })
}
