/** Music in voices, written down in every notation that datasets are read from. */
import fc from "fast-check"
import { writeMidiFile, type MidiEvent } from "#shared/music/midi-file/index.ts"

/** A note, or a rest where `pitch` is null. */
export interface WrittenNote {
  pitch: number | null
  /** 1..12 */
  sixteenths: number
}

export type Voice = readonly WrittenNote[]

export const BAR = 16
const TICKS = 240
/** Sixteenths that are one note value in every notation, longest first. */
const VALUES = [16, 12, 8, 6, 4, 3, 2, 1]

/** Voices of whole bars of 4/4, all equally long. */
export function voices(count: fc.Arbitrary<number>): fc.Arbitrary<Voice[]> {
  const note = fc.record({
    pitch: fc.option(fc.integer({ min: 40, max: 80 }), { freq: 5 }),
    sixteenths: fc.integer({ min: 1, max: 12 }),
  })
  const voice = fc.array(note, { minLength: 1, maxLength: 20 })
  return count.chain((size) => fc.array(voice, { minLength: size, maxLength: size })).map(aligned)
}

/** Ends every voice with a rest up to the end of the last bar of the longest. */
function aligned(all: Voice[]): Voice[] {
  const lengths = all.map((voice) => voice.reduce((sum, { sixteenths }) => sum + sixteenths, 0))
  const end = Math.ceil(Math.max(...lengths) / BAR) * BAR
  return all.map((voice, at) =>
    lengths[at] === end ? voice : [...voice, { pitch: null, sixteenths: end - lengths[at]! }],
  )
}

interface Segment {
  pitch: number | null
  at: number
  sixteenths: number
  isTiedFrom: boolean
  isTiedOn: boolean
}

/** Cut at bar lines, and into lengths that have a note value. */
export function segments(voice: Voice): Segment[] {
  let at = 0
  return voice.flatMap(({ pitch, sixteenths }) => {
    const parts: Segment[] = []
    for (let left = sixteenths; left > 0;) {
      const most = Math.min(left, BAR - (at % BAR))
      const length = VALUES.find((value) => value <= most)!
      const isTiedFrom = pitch !== null && left < sixteenths
      left -= length
      parts.push({
        pitch,
        at,
        sixteenths: length,
        isTiedFrom,
        isTiedOn: pitch !== null && left > 0,
      })
      at += length
    }
    return parts
  })
}

/** What a reader should find, in the order of pieces. */
export function notesOf(all: readonly Voice[]) {
  return all
    .flatMap((voice) => {
      let at = 0
      return voice.flatMap(({ pitch, sixteenths }) => {
        const startTicks = at * TICKS
        at += sixteenths
        return pitch === null ? [] : [{ startTicks, lengthTicks: sixteenths * TICKS, pitch }]
      })
    })
    .sort(
      (a, b) => a.startTicks - b.startTicks || a.pitch - b.pitch || a.lengthTicks - b.lengthTicks,
    )
}

export function asMidi(all: readonly Voice[], programs: readonly number[] = []): Uint8Array {
  const scale = 120 // 480 a quarter
  const tracks = all.map((voice, channel) => {
    const ticks = (sixteenths: number): number => sixteenths * scale
    const events: MidiEvent[] = [
      { ticks: 0, kind: "programChange", channel, program: programs[channel] ?? 0 },
    ]
    let at = 0
    for (const { pitch, sixteenths } of voice) {
      if (pitch !== null) {
        events.push({ ticks: ticks(at), kind: "noteOn", channel, pitch, velocity: 80 })
        events.push({ ticks: ticks(at + sixteenths), kind: "noteOff", channel, pitch, velocity: 0 })
      }
      at += sixteenths
    }
    return { events, endTicks: ticks(at) }
  })
  return writeMidiFile({ format: 1, division: { kind: "quarters", ticksPerQuarter: 480 }, tracks })
}

const ABC_NAMES = ["=C", "^C", "=D", "^D", "=E", "=F", "^F", "=G", "^G", "=A", "^A", "=B"]

export function asAbc(all: readonly Voice[]): string {
  const name = (pitch: number): string => {
    const octave = Math.floor(pitch / 12) - 5
    return ABC_NAMES[pitch % 12]! + (octave < 0 ? "," : "'").repeat(Math.abs(octave))
  }
  const lines = all.flatMap((voice, number) => {
    const words = segments(voice).map(({ pitch, at, sixteenths, isTiedOn }) => {
      const note = pitch === null ? "z" : name(pitch)
      return `${at > 0 && at % BAR === 0 ? "| " : ""}${note}${sixteenths}${isTiedOn ? "-" : ""}`
    })
    return [`V:${number + 1}`, `${words.join(" ")} |]`]
  })
  return ["X:1", "T:Written", "M:4/4", "L:1/16", "K:C", ...lines, ""].join("\n")
}

const KERN_VALUES: Record<number, string> = {
  ...{ 16: "1", 12: "2.", 8: "2", 6: "4.", 4: "4", 3: "8.", 2: "8", 1: "16" },
}
const KERN_NAMES = ["c", "c#", "d", "d#", "e", "f", "f#", "g", "g#", "a", "a#", "b"]

export function asKern(all: readonly Voice[]): string {
  const name = (pitch: number): string => {
    const octave = Math.floor(pitch / 12) - 5
    const [letter = "", sharp = ""] = KERN_NAMES[pitch % 12]!
    const letters = octave >= 0 ? letter.repeat(octave + 1) : letter.toUpperCase().repeat(-octave)
    return letters + sharp
  }
  const columns = all.map((voice) => new Map(segments(voice).map((each) => [each.at, each])))
  const token = (segment: Segment | undefined): string => {
    if (!segment) return "."
    const { pitch, sixteenths, isTiedFrom, isTiedOn } = segment
    const value = KERN_VALUES[sixteenths]!
    if (pitch === null) return `${value}r`
    if (isTiedFrom) return value + name(pitch) + (isTiedOn ? "_" : "]")
    return (isTiedOn ? "[" : "") + value + name(pitch)
  }
  const moments = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort(
    (a, b) => a - b,
  )
  const row = (each: (column: Map<number, Segment>) => string): string =>
    columns.map(each).join("\t")
  const lines = moments.flatMap((at) => [
    ...(at % BAR === 0 ? [row(() => `=${at / BAR + 1}`)] : []),
    row((column) => token(column.get(at))),
  ])
  return [
    row(() => "**kern"),
    row(() => "*M4/4"),
    ...lines,
    row(() => "=="),
    row(() => "*-"),
    "",
  ].join("\n")
}

const STEPS = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]

export function asMusicxml(all: readonly Voice[]): string {
  const noteText = ({ pitch, sixteenths, isTiedFrom, isTiedOn }: Segment): string => {
    const [step = "", sharp] = STEPS[(pitch ?? 0) % 12]!
    const alter = sharp ? "<alter>1</alter>" : ""
    const sound =
      pitch === null
        ? "<rest/>"
        : `<pitch><step>${step}</step>${alter}<octave>${Math.floor(pitch / 12) - 1}</octave></pitch>`
    const ties = `${isTiedFrom ? '<tie type="stop"/>' : ""}${isTiedOn ? '<tie type="start"/>' : ""}`
    return `<note>${sound}<duration>${sixteenths}</duration>${ties}<voice>1</voice></note>`
  }
  const parts = all.map((voice, number) => {
    const bars = Object.values(Object.groupBy(segments(voice), ({ at }) => Math.floor(at / BAR)))
    const measures = bars.map((bar, at) => {
      const attributes =
        "<attributes><divisions>4</divisions><time><beats>4</beats><beat-type>4</beat-type></time></attributes>"
      return `<measure number="${at + 1}">${at === 0 ? attributes : ""}${bar!.map(noteText).join("")}</measure>`
    })
    return `<part id="P${number}">${measures.join("")}</part>`
  })
  const list = all.map(
    (_, number) => `<score-part id="P${number}"><part-name>V</part-name></score-part>`,
  )
  return `<?xml version="1.0"?><score-partwise version="4.0"><part-list>${list.join("")}</part-list>${parts.join("")}</score-partwise>`
}
