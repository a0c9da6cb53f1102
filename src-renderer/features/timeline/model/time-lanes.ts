/** What holds for the whole piece, as words on a lane each: chords, tempo, meter, key. Reading and writing them. Pure. */
import { keyName, MODES, parseChordSymbol, type Mode } from "#shared/music/index.ts"
import type { MeterEvent, Project, TempoEvent } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"

export const LANE_KINDS = ["chord", "tempo", "meter", "key"] as const
export type LaneKind = (typeof LANE_KINDS)[number]

export interface LaneEvent {
  readonly tick: number
  readonly text: string
}

export const LANE_NAMES: Record<LaneKind, string> = {
  chord: "Chords",
  tempo: "Tempo",
  meter: "Meter",
  key: "Key",
}
/** What is understood. */
export const LANE_FORMS: Record<LaneKind, string> = {
  chord: "A chord, as Am7 or F#/C; N.C. for none",
  tempo: "Quarters a minute, 1 to 6000",
  meter: "A meter, as 6/8",
  key: "A key, as Eb minor",
}

export const bpmText = (bpm: number): string => String(Math.round(bpm * 100) / 100)
const meterText = ({ numerator, denominator }: MeterEvent): string => `${numerator}/${denominator}`

const made = new WeakMap<object, readonly LaneEvent[]>()

/** In the order of time. */
export function eventsOf(project: Project, kind: LaneKind): readonly LaneEvent[] {
  const events = {
    chord: project.chords,
    tempo: project.tempo,
    meter: project.meters,
    key: project.keys,
  }[kind]
  const known = made.get(events)
  if (known) return known
  const words: readonly LaneEvent[] = {
    chord: () => project.chords.map(({ tick, symbol }) => ({ tick, text: symbol })),
    tempo: () => project.tempo.map(({ tick, bpm }) => ({ tick, text: bpmText(bpm) })),
    meter: () => project.meters.map((event) => ({ tick: event.tick, text: meterText(event) })),
    key: () => project.keys.map((event) => ({ tick: event.tick, text: keyName(event) })),
  }[kind]()
  made.set(events, words)
  return words
}

/** The event that holds at a tick. */
export const eventAt = (project: Project, kind: LaneKind, tick: number): LaneEvent | undefined =>
  eventsOf(project, kind).findLast((event) => event.tick <= tick)

/** Undefined: the words are not understood. A tempo goes on to the next one as it did. */
export function setStep(
  project: Project,
  kind: LaneKind,
  { tick, text }: LaneEvent,
): Step | undefined {
  if (kind === "chord") {
    const symbol = text.trim().replaceAll("♯", "#").replaceAll("♭", "b")
    const isChord = symbol === "N.C." || parseChordSymbol(symbol) !== undefined
    return isChord ? { name: "chord.set", args: { events: [{ tick, symbol }] } } : undefined
  }
  if (kind === "tempo") {
    const bpm = Number(text.trim().replace(",", "."))
    const curve = project.tempo.find((event) => event.tick === tick)?.curve ?? "step"
    return bpm >= 1 && bpm <= 6000 ? tempoStep({ tick, bpm, curve }) : undefined
  }
  return kind === "meter" ? meterStep(tick, text) : keyStep(tick, text)
}

export const tempoStep = (event: TempoEvent): Step => ({
  name: "tempo.set",
  args: { events: [event] },
})

const DENOMINATORS = [1, 2, 4, 8, 16, 32, 64] as const

function meterStep(tick: number, text: string): Step | undefined {
  const [, above, below] = /^\s*(\d{1,3})\s*\/\s*(\d{1,2})\s*$/.exec(text) ?? []
  const numerator = Number(above)
  const denominator = DENOMINATORS.find((each) => each === Number(below))
  if (denominator === undefined || !(numerator >= 1 && numerator <= 255)) return undefined
  return { name: "meter.set", args: { events: [{ tick, numerator, denominator }] } }
}

/** "Eb minor", "f# dorian", "C", "Am". */
function keyStep(tick: number, text: string): Step | undefined {
  const [, letter, sign, rest] = /^\s*([a-g])([#♯b♭]?)(m?|\s+[a-z ]+?)\s*$/i.exec(text) ?? []
  if (letter === undefined) return undefined
  const word = (rest ?? "").trim().toLowerCase()
  const wanted = word === "" ? "major" : word === "m" ? "minor" : word
  const mode = (Object.keys(MODES) as Mode[]).find((each) => each === wanted)
  const accidental = sign === "♯" ? "#" : sign === "♭" ? "b" : (sign ?? "").toLowerCase()
  if (!mode) return undefined
  const tonic = letter.toUpperCase() + accidental
  return { name: "key.set", args: { events: [{ tick, tonic, mode }] } }
}

export const moveStep = (kind: LaneKind, tick: number, toTick: number): Step => ({
  name: `${kind}.move`,
  args: { tick, toTick },
})

export const removeStep = (kind: LaneKind, tick: number): Step => ({
  name: `${kind}.remove`,
  args: { ticks: [tick] },
})

/** The first tempo and the first meter stay at the beginning. */
export const isAnchored = (kind: LaneKind, tick: number): boolean =>
  tick === 0 && (kind === "tempo" || kind === "meter")
