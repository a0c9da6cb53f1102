/** A tune's lines as a score: voices as parts, repeats written out, chord symbols as a part that accompanies. */
import { fail } from "#shared/contract/errors.ts"
import { chordClasses, parseChordSymbol } from "#shared/music/index.ts"
import { metersOfBars, type WrittenBar } from "../meters.ts"
import type { Score, ScorePart } from "../score.ts"
import { type AbcBar, VoiceBars } from "./bars.ts"
import { AbcBody } from "./body.ts"
import { type AbcMeter, bpmOf, meterOf, signatureOf, unitTicks, usualUnitTicks } from "./fields.ts"
import { playOrder } from "./play-order.ts"

const MELODY_VELOCITY = 90
const CHORD_VELOCITY = 60
/** Where chords lie: their lowest notes from the C below middle C up. */
const CHORD_PITCH = 48
const MOST_VOICES = 64
/** Of a voice with its repeats. */
const MOST_NOTES = 100_000
const NEAR_TICKS = 2

export function scoreOfTune(lines: readonly string[]): Score {
  const { title, voices, bpm } = readLines(lines)
  const [first] = voices
  if (!first) return { title, parts: [], meters: [], tempos: [] }
  const order = playOrder(first.bars)
  const played = voices.map(({ bars }) =>
    (bars.length === first.bars.length ? order : playOrder(bars)).map((at) => bars[at]!),
  )
  const main = placed(played[0]!)
  const parts = played.map((bars, at) => partOf(placed(bars), voices[at]!.program))
  const chords = chordPart(main)
  const tempos = main.flatMap(({ startTicks, bar }) =>
    bar.tempos.map((tempo) => ({ startTicks: startTicks + tempo.atTicks, bpm: tempo.bpm })),
  )
  if (bpm !== undefined) tempos.unshift({ startTicks: 0, bpm })
  const meters = metersOfBars(
    main.map(({ startTicks, bar }): WrittenBar => {
      return { startTicks, ...bar.meter, lengthTicks: bar.lengthTicks }
    }),
  )
  return { title, parts: [...parts, ...(chords ? [chords] : [])], meters, tempos }
}

interface Tune {
  title: string
  voices: VoiceBars[]
  bpm: number | undefined
}

/** The header ends with the first `K:`; what comes before it holds for every voice. */
function readLines(lines: readonly string[]): Tune {
  const header = {
    title: "",
    meter: undefined as AbcMeter | undefined,
    unit: 0,
    key: "C",
    tempo: "",
  }
  const voices = new Map<string, VoiceBars>()
  const voiceOf = (name: string): VoiceBars => {
    // The voice that is open before any is named is the first one named.
    const [open] = voices.values()
    const found = voices.get(name) ?? (voices.size >= MOST_VOICES ? open : undefined)
    if (found) return found
    const isRenamed = voices.size === 1 && voices.has("") && open?.bars.length === 0
    const isUntouched = isRenamed && open.atTicks === 0
    const voice = isUntouched ? open : newVoice()
    if (isUntouched) voices.delete("")
    voices.set(name, voice)
    return voice
  }
  const newVoice = (): VoiceBars =>
    new VoiceBars({
      meter: header.meter,
      unitTicks: header.unit || usualUnitTicks(header.meter),
      signature: signatureOf(header.key) ?? {},
    })
  let body: AbcBody | undefined
  let program = 0
  for (const line of lines) {
    const midi = /^%%MIDI\s+program\s+(?:\d+\s+)?(\d{1,3})/.exec(line)
    if (midi) {
      program = Math.min(127, Number(midi[1]))
      if (body) body.program = program
      continue
    }
    const [, name = "", value = ""] = /^([A-Za-z+]):(.*)$/.exec(withoutComment(line)) ?? []
    if (body) {
      if (name === "") body.read(withoutComment(line))
      else body.field(name, value)
      continue
    }
    if (name === "T" && header.title === "") header.title = value.trim().slice(0, 200)
    else if (name === "M") header.meter = meterOf(value)
    else if (name === "L") header.unit = unitTicks(value) ?? header.unit
    else if (name === "Q") header.tempo = value
    else if (name === "K") {
      header.key = value
      body = new AbcBody(voiceOf)
      body.program = program
    }
  }
  for (const voice of voices.values()) voice.line({ times: 1, isStart: false, isEnd: true })
  const unit = header.unit || usualUnitTicks(header.meter)
  return { title: header.title, voices: [...voices.values()], bpm: bpmOf(header.tempo, unit) }
}

const withoutComment = (line: string): string => {
  const at = line.search(/(?<!\\)%/)
  return at < 0 ? line : line.slice(0, at)
}

interface PlacedBar {
  startTicks: number
  bar: AbcBar
}

function placed(bars: readonly AbcBar[]): PlacedBar[] {
  let at = 0
  return bars.map((bar) => {
    const startTicks = at
    at += bar.lengthTicks
    return { startTicks, bar }
  })
}

function partOf(bars: readonly PlacedBar[], program: number): ScorePart {
  const notes: ScorePart["notes"] = []
  const tied = new Map<number, ScorePart["notes"][number]>()
  for (const { startTicks: barTicks, bar } of bars)
    for (const { atTicks, lengthTicks, pitch, isTied } of bar.notes) {
      const startTicks = barTicks + atTicks
      const open = tied.get(pitch)
      const isMore = open && Math.abs(open.startTicks + open.lengthTicks - startTicks) < NEAR_TICKS
      const note = isMore ? open : { startTicks, lengthTicks, pitch, velocity: MELODY_VELOCITY }
      if (isMore) note.lengthTicks += lengthTicks
      else if (notes.push(note) > MOST_NOTES) fail("unreadable", "Its repeats never end")
      if (isTied) tied.set(pitch, note)
      else tied.delete(pitch)
    }
  return { program, notes }
}

/** Each chord sounds until the next; undefined where the tune names none. */
function chordPart(bars: readonly PlacedBar[]): ScorePart | undefined {
  const last = bars.at(-1)
  const endTicks = last ? last.startTicks + last.bar.lengthTicks : 0
  const named = bars.flatMap(({ startTicks, bar }) =>
    bar.chords.map(({ atTicks, symbol }) => ({ startTicks: startTicks + atTicks, symbol })),
  )
  const notes = named.flatMap(({ startTicks, symbol }, at) => {
    const lengthTicks = (named[at + 1]?.startTicks ?? endTicks) - startTicks
    if (lengthTicks <= 0) return []
    return voiced(symbol).map((pitch) => ({
      ...{ startTicks, lengthTicks, pitch, velocity: CHORD_VELOCITY },
    }))
  })
  return notes.length > 0 ? { program: 0, notes } : undefined
}

/** The root or bass below, the other notes close above it. */
function voiced(symbol: string): number[] {
  const chord = parseChordSymbol(symbol)
  const [low, ...others] = chord ? chordClasses(chord) : []
  if (low === undefined) return []
  const above = others.map((each) => CHORD_PITCH + low + ((each - low + 12) % 12))
  return [CHORD_PITCH + low, ...above]
}
