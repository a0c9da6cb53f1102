/** Tempo, keys, chords and markers of a score, at ticks of the project. */
import type { DirectionEntry, HarmonyEntry, KeySignature } from "musicxml-io"
import { keyOfSharps, MODES, type Key, type Mode } from "#shared/music/index.ts"
import type { ChordEvent, KeyEvent, TempoEvent } from "../model/index.ts"
import { symbolOf, type Degree } from "./chord-kinds.ts"
import { valueTicks } from "./note-values.ts"
import type { PlayedBar } from "./read-bars.ts"
import type { ReadMeasure } from "./read-measure.ts"

export interface ScoreLanes {
  readonly tempo: TempoEvent[]
  readonly keys: KeyEvent[]
  readonly chords: ChordEvent[]
  readonly markers: { tick: number; name: string }[]
}

const DEFAULT_BPM = 120
const MOST_NAME = 200
const MOST_SYMBOL = 40
/** Fifths by which a mode's signature differs from that of the major key on its tonic. */
const MODE_SHIFTS: Partial<Record<Mode, number>> = {
  dorian: -2,
  phrygian: -4,
  lydian: 1,
  mixolydian: -1,
  locrian: -5,
}

/** @param parts the bars of each as they are written @param keyPart whose keys are those that sound */
export function lanesOfScore(
  parts: readonly (readonly ReadMeasure[])[],
  bars: readonly PlayedBar[],
  keyPart: number,
  warnings: string[],
): ScoreLanes {
  const tempo = new Map<number, number>([[0, DEFAULT_BPM]])
  const chords = new Map<number, string>()
  const markers = new Map<string, { tick: number; name: string }>()
  const untold = new Set<string>()
  for (const { index, startTicks, lengthTicks } of bars)
    for (const part of parts) {
      const measure = part[index]
      if (!measure) continue
      // What a careless file places behind its bar still belongs to it.
      const at = (tick: number): number => startTicks + Math.min(tick, lengthTicks)
      for (const { tick, entry } of measure.tempi) tempo.set(at(tick), entry)
      for (const { tick, entry } of measure.directions) {
        const bpm = bpmOf(entry)
        if (bpm !== undefined) tempo.set(at(tick), bpm)
        const name = rehearsalOf(entry)
        if (name) markers.set(`${at(tick)} ${name}`, { tick: at(tick), name })
      }
      for (const { tick, entry } of measure.harmonies) {
        const symbol = chordOf(entry)
        if (symbol === undefined) untold.add(entry.kindText ?? entry.kind)
        else if (!chords.has(at(tick))) chords.set(at(tick), symbol)
      }
    }
  if (untold.size > 0) warnings.push(`chords that could not be read: ${[...untold].join(", ")}`)
  const tempi = [...tempo].filter(([, bpm]) => bpm > 0 && Number.isFinite(bpm))
  return {
    tempo: changesOf(tempi.map(([tick, bpm]) => ({ tick, bpm: clamped(bpm), curve: "step" }))),
    keys: keysOf(parts[keyPart] ?? [], bars),
    chords: sorted([...chords].map(([tick, symbol]) => ({ tick, symbol }))),
    markers: sorted([...markers.values()]),
  }
}

const clamped = (bpm: number): number => Math.min(6000, Math.max(1, bpm))

const sorted = <T extends { tick: number }>(events: T[]): T[] =>
  events.sort((a, b) => a.tick - b.tick)

/** In time, without those that change nothing: every part may tell them, and every repeat. */
function changesOf(events: TempoEvent[]): TempoEvent[] {
  return sorted(events).filter(({ bpm }, i, all) => i === 0 || bpm !== all[i - 1]!.bpm)
}

function bpmOf({ sound, directionTypes }: DirectionEntry): number | undefined {
  if (sound?.tempo !== undefined) return sound.tempo
  for (const type of directionTypes)
    if (type.kind === "metronome" && typeof type.perMinute === "number") {
      const ticks = valueTicks(type.beatUnit, type.beatUnitDot === true ? 1 : 0)
      if (ticks !== undefined) return (type.perMinute * ticks) / 960
    }
  return undefined
}

function rehearsalOf({ directionTypes }: DirectionEntry): string {
  const found = directionTypes.find(({ kind }) => kind === "rehearsal")
  return found?.kind === "rehearsal" ? found.text.trim().slice(0, MOST_NAME) : ""
}

function chordOf({ root, bass, kind, kindText, degrees }: HarmonyEntry): string | undefined {
  if (kind === "none") return "N.C."
  const told = (degrees ?? []).map((degree): Degree => ({
    value: degree.degreeValue,
    alter: degree.degreeAlter ?? 0,
    type: degree.degreeType,
  }))
  const low = bass && nameOf(bass.bassStep, bass.bassAlter)
  const symbol = symbolOf(
    nameOf(root.rootStep, root.rootAlter),
    low,
    { kind, degrees: told },
    kindText,
  )
  return symbol !== undefined && symbol.length <= MOST_SYMBOL ? symbol : undefined
}

function nameOf(step: string, alter = 0): string {
  return step + (alter < 0 ? "b" : "#").repeat(Math.min(2, Math.abs(Math.round(alter))))
}

function keysOf(part: readonly ReadMeasure[], bars: readonly PlayedBar[]): KeyEvent[] {
  const written = keysAtStarts(part)
  const keys = new Map<number, Key>()
  for (const { index, startTicks, lengthTicks } of bars) {
    const atStart = written[index]
    if (atStart) keys.set(startTicks, atStart)
    for (const { tick, entry } of part[index]?.attributes ?? []) {
      const key = entry.key && keyOf(entry.key)
      if (key && tick < lengthTicks) keys.set(startTicks + tick, key)
    }
  }
  return sorted([...keys].map(([tick, key]) => ({ tick, ...key }))).filter(
    ({ tonic, mode }, i, all) => tonic !== all[i - 1]?.tonic || mode !== all[i - 1]?.mode,
  )
}

/** The key that holds where each bar begins: a repeat goes back to its own. */
function keysAtStarts(part: readonly ReadMeasure[]): (Key | undefined)[] {
  let key: Key | undefined
  return part.map(({ attributes }) => {
    const before = key
    for (const { entry } of attributes) key = (entry.key && keyOf(entry.key)) ?? key
    return before
  })
}

function keyOf({ fifths, mode = "major" }: KeySignature): Key | undefined {
  if (mode === "minor" || mode === "aeolian") return keyOfSharps(fifths, "minor")
  const shift = mode in MODES ? (MODE_SHIFTS[mode as Mode] ?? 0) : 0
  const major = keyOfSharps(fifths - shift, "major")
  if (major && mode in MODES) return { tonic: major.tonic, mode: mode as Mode }
  return major
}
