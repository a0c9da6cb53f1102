/** What a lane shows: the notes' velocities, or one controller of the clip. */
import { controllerName } from "#shared/music/general-midi.ts"
import type { ControllerEvent, NotesClip } from "#shared/project/index.ts"

/** "velocity", "bend", "pressure", or "cc" and a number: "cc1". */
export type LaneKind = "velocity" | "bend" | "pressure" | `cc${number}`

export type ControlKind = Exclude<LaneKind, "velocity">

const CONTROLLER = 0xb0
const PRESSURE = 0xd0
const BEND = 0xe0
const BEND_CENTRE = 8192
const BEND_MOST = 16_383
/** Offered in every clip: modulation, volume, pan, expression, sustain. */
const USUAL: readonly LaneKind[] = ["velocity", "bend", "cc1", "cc7", "cc10", "cc11", "cc64"]

/** Then what else instruments know: breath, foot, balance, pedals, the sound controllers, effects. */
const FURTHER: readonly LaneKind[] = [
  ...([
    "pressure",
    "cc2",
    "cc4",
    "cc5",
    "cc8",
    "cc65",
    "cc66",
    "cc67",
    "cc68",
    "cc71",
    "cc72",
  ] as const),
  ...(["cc73", "cc74", "cc75", "cc76", "cc77", "cc78", "cc91", "cc93"] as const),
]

export function controllerOf(kind: LaneKind): number | undefined {
  return kind.startsWith("cc") ? Number(kind.slice(2)) : undefined
}

/** "Modulation", "Pitch bend". */
export function laneName(kind: LaneKind): string {
  if (kind === "velocity") return "Velocity"
  if (kind === "bend") return "Pitch bend"
  if (kind === "pressure") return "Pressure"
  return controllerName(controllerOf(kind)!)
}

/** The kind that an event belongs to; undefined for programs and the pressure of single keys. */
export function kindOf([, status, data]: ControllerEvent): ControlKind | undefined {
  const message = status & 0xf0
  if (message === CONTROLLER) return `cc${data}`
  if (message === BEND) return "bend"
  return message === PRESSURE ? "pressure" : undefined
}

/** The usual kinds, those that the clip has events of, and the others that have names. */
export function lanesOf(clip: NotesClip): LaneKind[] {
  const used = new Set(clip.controllers.flatMap((event) => kindOf(event) ?? []))
  return [...new Set([...USUAL, ...[...used].sort(byNumber), ...FURTHER])]
}

const byNumber = (a: LaneKind, b: LaneKind): number =>
  (controllerOf(a) ?? -1) - (controllerOf(b) ?? -1)

export function eventsOf(clip: NotesClip, kind: ControlKind): ControllerEvent[] {
  return clip.controllers.filter((event) => kindOf(event) === kind)
}

/** The status byte for new events: on the channel of those that are there, else of the notes, else the first. */
export function statusOf(clip: NotesClip, kind: ControlKind): number {
  const like = clip.controllers.find((event) => kindOf(event) === kind)
  if (like) return like[1]
  const message = kind === "bend" ? BEND : kind === "pressure" ? PRESSURE : CONTROLLER
  return message | (clip.notes[0]?.channel ?? 0)
}

/** 0..1 from bottom to top; the bend's rest is in the middle. */
export function shareOf([, , data1, data2]: ControllerEvent, kind: ControlKind): number {
  if (kind === "bend") {
    const value = data1 + 128 * data2
    return value <= BEND_CENTRE
      ? (value / BEND_CENTRE) * 0.5
      : 0.5 + ((value - BEND_CENTRE) / (BEND_MOST - BEND_CENTRE)) * 0.5
  }
  return (kind === "pressure" ? data1 : data2) / 127
}

/** The inverse of `shareOf`. @param share 0..1, held inside */
export function eventAt(
  tick: number,
  share: number,
  kind: ControlKind,
  status: number,
): [tick: number, status: number, data1: number, data2: number] {
  const inside = Math.min(1, Math.max(0, share))
  const seven = Math.round(inside * 127)
  if (kind === "pressure") return [tick, status, seven, 0]
  if (kind !== "bend") return [tick, status, controllerOf(kind)!, seven]
  const value =
    inside <= 0.5
      ? Math.round(inside * 2 * BEND_CENTRE)
      : Math.round(BEND_CENTRE + (inside - 0.5) * 2 * (BEND_MOST - BEND_CENTRE))
  return [tick, status, value & 127, value >> 7]
}

/** The value as people say it: "90", "+1,024". */
export function valueText(event: ControllerEvent, kind: ControlKind): string {
  if (kind === "pressure") return String(event[2])
  if (kind !== "bend") return String(event[3])
  const bend = event[2] + 128 * event[3] - BEND_CENTRE
  return `${bend > 0 ? "+" : bend < 0 ? "−" : ""}${Math.abs(bend).toLocaleString("en-GB")}`
}
