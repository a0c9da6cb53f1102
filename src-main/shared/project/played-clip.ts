/** What was played on keys while the song was recorded, as the content of a clip. */
import { OpenNotes } from "../music/open-notes.ts"
import type { ControllerEvent } from "./model/index.ts"

export interface PlayedEvent {
  /** Of the song, as it was heard when the key was pressed; may lie between ticks, and before the recording. */
  readonly tick: number
  /** status << 16 | data 1 << 8 | data 2 */
  readonly message: number
}

export interface PlayedNote {
  startTicks: number
  lengthTicks: number
  pitch: number
  velocity: number
  releaseVelocity?: number
}

export interface PlayedContent {
  notes: PlayedNote[]
  controllers: ControllerEvent[]
}

interface Range {
  startTicks: number
  /** Keys that are still down end here. */
  endTicks: number
  /** That the track's controllers have: notes have the track's own. */
  channel: number
}

interface Down {
  channel: number
  pitch: number
  tick: number
  velocity: number
}

/** A key that is pressed a little before the first beat means the first beat. */
const EARLY_TICKS = 240
const USUAL_RELEASE = 64

/** Ticks of what is found count from the range's start. @param events in the order in which they were played */
export function playedContent(events: readonly PlayedEvent[], range: Range): PlayedContent {
  const open = new OpenNotes<Down>()
  const ended = new Set<Down>()
  const notes: PlayedNote[] = []
  const controllers: ControllerEvent[] = []
  const end = (down: Down, tick: number, release?: number): void => {
    ended.add(down)
    const note = noteOf(down, tick, range)
    if (!note) return
    const isUsual = release === undefined || release === USUAL_RELEASE || release === 0
    notes.push(isUsual ? note : { ...note, releaseVelocity: release })
  }
  for (const { tick, message } of events) {
    const status = message >> 16
    const [channel, first, second] = [status & 0x0f, (message >> 8) & 0x7f, message & 0x7f]
    const kind = status & 0xf0
    if (kind === 0x90 && second > 0) open.add({ channel, pitch: first, tick, velocity: second })
    else if (kind === 0x80 || kind === 0x90) {
      const down = open.take({ channel, pitch: first })
      if (down) end(down, tick, kind === 0x80 ? second : undefined)
    } else if (kind < 0xf0 && tick < range.endTicks)
      controllers.push([tick, kind | range.channel, first, second])
  }
  for (const down of open.all()) if (!ended.has(down)) end(down, range.endTicks)
  notes.sort((a, b) => a.startTicks - b.startTicks || a.pitch - b.pitch)
  return { notes, controllers: inRange(controllers, range) }
}

/** Null for what lies outside. */
function noteOf(
  { pitch, velocity, tick }: Down,
  offTick: number,
  { startTicks, endTicks }: Range,
): PlayedNote | null {
  const isEarly = tick < startTicks && tick >= startTicks - EARLY_TICKS
  if (tick >= endTicks || (offTick <= startTicks && !isEarly)) return null
  const from = Math.max(0, Math.round(tick - startTicks))
  const until = Math.min(endTicks, isEarly ? offTick - tick + startTicks : offTick)
  const lengthTicks = Math.max(1, Math.round(until - startTicks) - from)
  return { startTicks: from, lengthTicks, pitch, velocity }
}

/** Of what came before the range the last of each kind holds at its start. */
function inRange(
  controllers: readonly ControllerEvent[],
  { startTicks }: Range,
): ControllerEvent[] {
  const before = new Map<number, ControllerEvent>()
  const within: ControllerEvent[] = []
  for (const [tick, status, first, second] of controllers) {
    const isNumbered = status < 0xc0
    if (tick < startTicks)
      before.set((status << 8) | (isNumbered ? first : 0), [0, status, first, second])
    else within.push([Math.round(tick - startTicks), status, first, second])
  }
  return [...before.values(), ...within]
}
