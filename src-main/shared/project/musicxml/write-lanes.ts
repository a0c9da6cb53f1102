/** Tempo, markers, chords and keys as elements between the notes of a part. */
import {
  keyOfSharps,
  parseChordSymbol,
  sharpsOf,
  TICKS_PER_QUARTER,
  type Bar,
  type Key,
  type MeterPoint,
} from "#shared/music/index.ts"
import { tempoMapOf } from "../edit/maps.ts"
import { entitiesOf, type Project } from "../model/index.ts"
import { element, type XmlElement } from "../xml/index.ts"
import { kindOf, type Degree } from "./chord-kinds.ts"
import { pulseTicks, valueOf } from "./note-values.ts"

export interface Placed {
  readonly tick: number
  readonly element: XmlElement
}

/** A ramp is written as tempi so far apart. */
const RAMP_STEP_TICKS = 240
const NO_CHORD = "N.C."

export const named = (name: string, text: string | number): XmlElement =>
  element(name, {}, [], String(text))

export function keyElement(key: Key): XmlElement {
  return element("key", {}, [named("fifths", sharpsOf(key)), named("mode", signatureMode(key))])
}

/** MusicXML's own names; scales it has none for have the signature of their third. */
function signatureMode({ mode }: Key): string {
  if (/^(major|minor|dorian|phrygian|lydian|mixolydian|locrian)$/.test(mode)) return mode
  return /minor|blues/.test(mode) ? "minor" : "major"
}

/** Whether a file gives the key back as it is. */
export function isKeptKey(key: Key): boolean {
  if (key.mode !== "major" && key.mode !== "minor") return signatureMode(key) === key.mode
  return keyOfSharps(sharpsOf(key), key.mode)?.tonic === key.tonic
}

export function timeElement({ numerator, denominator }: MeterPoint, isShown = true): XmlElement {
  const parts = [named("beats", numerator), named("beat-type", denominator)]
  return element("time", isShown ? {} : { "print-object": "no" }, parts)
}

/** In time. Signs that stand on one tick: the marker, the tempo, the chord. */
export function laneElements(project: Project, barAt: (tick: number) => Bar): Placed[] {
  const markers = entitiesOf(project.markers).toSorted((a, b) => a.tick - b.tick)
  return [
    ...markers.map(({ tick, name }) => ({ tick, element: rehearsal(name) })),
    ...tempoElements(project, barAt),
    ...project.chords.flatMap(({ tick, symbol }) => {
      const harmony = harmonyElement(symbol)
      return harmony ? [{ tick, element: harmony }] : []
    }),
  ].sort((a, b) => a.tick - b.tick)
}

/** Symbols that the format cannot tell. */
export function untoldChords({ chords }: Pick<Project, "chords">): string[] {
  const symbols = chords.map(({ symbol }) => symbol)
  return [...new Set(symbols)].filter((symbol) => harmonyElement(symbol) === undefined)
}

function rehearsal(name: string): XmlElement {
  const sign = element("direction-type", {}, [named("rehearsal", name)])
  return element("direction", { placement: "above" }, [sign])
}

function tempoElements(project: Project, barAt: (tick: number) => Bar): Placed[] {
  const map = tempoMapOf(project)
  return project.tempo.flatMap(({ tick, bpm, curve }, i) => {
    const next = project.tempo[i + 1]
    const first = { tick, element: metronome(bpm, barAt(tick).meter) }
    if (curve === "step" || !next) return [first]
    const steps = Math.ceil((next.tick - tick) / RAMP_STEP_TICKS) - 1
    const rest = Array.from({ length: steps }, (_, step) => {
      const at = tick + (step + 1) * RAMP_STEP_TICKS
      return { tick: at, element: element("sound", { tempo: map.bpmAt(at) }) }
    })
    return [first, ...rest]
  })
}

/** The beat of the meter as musicians count it, dotted where it has three parts. */
function metronome(bpm: number, meter: MeterPoint): XmlElement {
  const pulse = pulseTicks(meter)
  const beatTicks = valueOf(pulse)?.dots === 1 ? pulse : TICKS_PER_QUARTER
  const { type, dots } = valueOf(beatTicks) ?? { type: "quarter", dots: 0 }
  const perMinute = Math.round((bpm * TICKS_PER_QUARTER * 100) / beatTicks) / 100
  const sign = element("metronome", { parentheses: "no" }, [
    named("beat-unit", type),
    dots === 1 ? element("beat-unit-dot") : undefined,
    named("per-minute", perMinute),
  ])
  return element("direction", { placement: "above" }, [
    element("direction-type", {}, [sign]),
    element("sound", { tempo: bpm }),
  ])
}

function harmonyElement(symbol: string): XmlElement | undefined {
  if (symbol === NO_CHORD) {
    const root = element("root", {}, [element("root-step", { text: "" }, [], "C")])
    return element("harmony", {}, [root, element("kind", { text: NO_CHORD }, [], "none")])
  }
  const chord = parseChordSymbol(symbol)
  if (!chord) return undefined
  const { kind, degrees } = kindOf(chord)
  const trimmed = symbol.trim()
  const low = chord.bass === undefined ? 0 : chord.bass.length + 1
  const text = trimmed.slice(chord.root.length, trimmed.length - low)
  return element("harmony", {}, [
    note("root", chord.root),
    element("kind", { text }, [], kind),
    chord.bass === undefined ? undefined : note("bass", chord.bass),
    ...degrees.map(degreeElement),
  ])
}

function note(what: "root" | "bass", name: string): XmlElement {
  const alter = (name.length - 1) * (name.endsWith("#") ? 1 : -1)
  return element(what, {}, [
    named(`${what}-step`, name.slice(0, 1)),
    alter === 0 ? undefined : named(`${what}-alter`, alter),
  ])
}

function degreeElement({ value, alter, type }: Degree): XmlElement {
  return element("degree", { "print-object": "no" }, [
    named("degree-value", value),
    named("degree-alter", alter),
    named("degree-type", type),
  ])
}
