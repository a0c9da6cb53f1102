/**
 * REMI with instruments ("REMI+": Huang & Yang 2020, von Rütte et al. 2022): bars, positions in the bar, and four words a note.
 * Words are named as MidiTok's REMI with `use_programs` and one stream for all instruments.
 */
import { TICKS_PER_WHOLE } from "#shared/music/index.ts"
import { DRUMS, type Piece, type PieceMeter, type PieceNote, type PieceTempo } from "../piece.ts"
import { barsOf, meterName, METERS, POSITIONS } from "./bars.ts"
import { GRID_TICKS, LENGTH_STEPS, TEMPOS, VELOCITIES } from "./bins.ts"
import { quantise } from "./quantise.ts"
import { range, Vocabulary, wordsOf } from "./vocabulary.ts"

const DRUMS_WORD = "-1"

export const remiVocabulary = new Vocabulary([
  ...["PAD_None", "BOS_None", "EOS_None", "Bar_None"],
  ...wordsOf("TimeSig", METERS),
  ...wordsOf("Position", range(0, POSITIONS - 1)),
  ...wordsOf("Tempo", TEMPOS),
  ...wordsOf("Program", [DRUMS_WORD, ...range(0, 127)]),
  ...wordsOf("Pitch", range(0, 127)),
  ...wordsOf("Velocity", VELOCITIES),
  ...wordsOf("Duration", LENGTH_STEPS),
])

/** Which kinds of words may follow a kind; a sampler forbids all others. */
export const REMI_GRAMMAR: Readonly<Record<string, readonly string[]>> = {
  BOS: ["Bar"],
  Bar: ["TimeSig", "Position", "Bar", "EOS"],
  TimeSig: ["Position", "Bar", "EOS"],
  Position: ["Tempo", "Program"],
  Tempo: ["Program", "Position", "Bar", "EOS"],
  Program: ["Pitch"],
  Pitch: ["Velocity"],
  Velocity: ["Duration"],
  Duration: ["Program", "Position", "Bar", "EOS"],
  EOS: [],
  PAD: [],
}

/** @returns ids of `remiVocabulary`, from BOS to EOS */
export function remiEncode(piece: Piece): Uint16Array {
  const { notes, meters, tempos } = quantise(piece)
  const lastTicks = Math.max(
    -1,
    ...[notes, meters, tempos].map((all) => all.at(-1)?.startTicks ?? -1),
  )
  const words = ["BOS_None"]
  let [note, tempo] = [0, 0]
  let meter = ""
  for (const bar of barsOf(meters)) {
    if (bar.startTicks > lastTicks) break
    words.push("Bar_None")
    if (meterName(bar.meter) !== meter) words.push(`TimeSig_${(meter = meterName(bar.meter))}`)
    const end = bar.startTicks + bar.lengthTicks
    for (;;) {
      const at = Math.min(
        notes[note]?.startTicks ?? Infinity,
        tempos[tempo]?.startTicks ?? Infinity,
      )
      if (at >= end) break
      words.push(`Position_${(at - bar.startTicks) / GRID_TICKS}`)
      if (tempos[tempo]?.startTicks === at) words.push(`Tempo_${tempos[tempo++]!.bpm}`)
      for (; notes[note]?.startTicks === at; note++) words.push(...noteWords(notes[note]!))
    }
  }
  words.push("EOS_None")
  return Uint16Array.from(words, (word) => remiVocabulary.id(word))
}

const noteWords = ({ program, pitch, velocity, lengthTicks }: PieceNote): string[] => [
  `Program_${program === DRUMS ? DRUMS_WORD : program}`,
  `Pitch_${pitch}`,
  `Velocity_${velocity}`,
  `Duration_${lengthTicks / GRID_TICKS}`,
]

/** Reads also what a model made up: words at a place where they mean nothing are passed over. */
export function remiDecode(ids: Iterable<number>): Piece {
  const meters: PieceMeter[] = []
  const tempos: PieceTempo[] = []
  const notes: PieceNote[] = []
  let bar = { startTicks: 0, lengthTicks: 0 }
  let at: number | null = null
  let told: { program?: number; pitch?: number; velocity?: number } = {}
  for (const id of ids) {
    const { kind, value } = remiVocabulary.read(id)
    if (kind === "EOS") break
    if (kind === "Bar") {
      bar = {
        startTicks: bar.startTicks + bar.lengthTicks,
        lengthTicks: bar.lengthTicks || TICKS_PER_WHOLE,
      }
      at = null
    } else if (kind === "TimeSig") {
      const [numerator = 4, denominator = 4] = value.split("/").map(Number)
      meters.push({ startTicks: bar.startTicks, numerator, denominator })
      bar.lengthTicks = (numerator * TICKS_PER_WHOLE) / denominator
    } else if (kind === "Position") at = positionIn(bar, Number(value))
    else if (at === null) continue
    else if (kind === "Tempo") tempos.push({ startTicks: at, bpm: Number(value) })
    else if (kind === "Program") told = { program: value === DRUMS_WORD ? DRUMS : Number(value) }
    else if (kind === "Pitch") told = { ...told, pitch: Number(value) }
    else if (kind === "Velocity") told = { ...told, velocity: Number(value) }
    else if (kind === "Duration") {
      const { program, pitch, velocity } = told
      told = {}
      if (program === undefined || pitch === undefined || velocity === undefined) continue
      const lengthTicks = Number(value) * GRID_TICKS
      notes.push({ startTicks: at, lengthTicks, pitch, velocity, program })
    }
  }
  return quantise({ notes, meters, tempos })
}

/** Null where the bar has no such place. */
function positionIn(
  { startTicks, lengthTicks }: { startTicks: number; lengthTicks: number },
  position: number,
): number | null {
  return position * GRID_TICKS < lengthTicks ? startTicks + position * GRID_TICKS : null
}
