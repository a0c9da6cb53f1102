/**
 * Notes as choices, each with what it is chosen by: when something comes next, of which instrument, at what pitch, how long and
 * how loud. What four words of REMI say apart, an n-gram of notes may know together.
 */
import type { Piece } from "../piece.ts"
import { METERS, POSITIONS } from "../tokens/bars.ts"
import { LENGTH_STEPS, TEMPOS, VELOCITIES } from "../tokens/bins.ts"
import { COMPOUND_FIELDS, COMPOUND_WIDTH, compoundEncode } from "../tokens/compound.ts"

const BAR = 3
const TEMPO = 4
const NOTE = 5
const NONE = -1
const POSITIONS_A_BEAT = 12
/** Pitches of a register, where only about how high matters. */
const REGISTER = 6
const MOST_KEPT = 64

/** Kinds of choices and how many words each has. */
export const CHOICES = {
  /** 0 the end, a bar with its meter, a note at a position, a tempo at a position. */
  moment: 1 + METERS.length + 2 * POSITIONS,
  tempo: TEMPOS.length,
  program: COMPOUND_FIELDS.program,
  pitch: 128,
  /** From the instrument's last pitch, plus 128: the same in every key. */
  interval: 256,
  length: LENGTH_STEPS.length,
  velocity: VELOCITIES.length,
} as const

export interface Choice {
  kind: keyof typeof CHOICES
  word: number
  /** What it is chosen by, from what says most. */
  features: number[]
}

interface Told {
  pitch: number
  length: number
  velocity: number
  moment: number
}

/**
 * @param order how many notes are seen at once, the one that is told among them
 * @returns for every choice the ways to tell it, one or two: a pitch may be told as an interval, too
 */
export function* noteChoices(piece: Piece, order: number): Generator<readonly Choice[]> {
  const rows = compoundEncode(piece)
  const moments: number[] = []
  /** The nearest first, as all that is looked back on. */
  const notes: Told[] = []
  const ofProgram = new Map<number, Told[]>()
  for (let at = COMPOUND_WIDTH; at < rows.length; at += COMPOUND_WIDTH) {
    const [type, setting, position, program] = rows.subarray(at, at + 4) as unknown as number[]
    const moment = momentOf(type!, setting!, position!)
    yield [{ kind: "moment", word: moment, features: momentFeatures(moments, notes, order) }]
    if (type === TEMPO) yield [{ kind: "tempo", word: setting! - 1, features: [] }]
    const isSameMoment = moments[0] === moment
    remember(moments, moment)
    if (type !== NOTE) continue
    yield [{ kind: "program", word: program!, features: programFeatures(ofProgram, isSameMoment) }]
    const own = ofProgram.get(program!) ?? []
    ofProgram.delete(program!)
    ofProgram.set(program!, own)
    const [pitch, length, velocity] = [4, 5, 6].map((field) => rows[at + field]! - 1)
    const note = { pitch: pitch!, length: length!, velocity: velocity!, moment }
    yield* choicesOf(note, { own, position: position! - 1, program: program!, order })
    remember(own, note)
    remember(notes, note)
  }
}

function momentOf(type: number, setting: number, position: number): number {
  if (type === BAR) return setting
  const places = 1 + METERS.length
  if (type === NOTE) return places + position - 1
  return type === TEMPO ? places + POSITIONS + position - 1 : 0
}

function remember<Thing>(things: Thing[], newest: Thing): void {
  things.unshift(newest)
  if (things.length > MOST_KEPT) things.pop()
}

function momentFeatures(moments: readonly number[], notes: readonly Told[], order: number) {
  const moment = (back: number): number => moments[back] ?? NONE
  const length = (back: number): number => notes[back]?.length ?? NONE
  const features = [moment(0), length(0), moment(1), length(1)]
  for (let back = 2; back < order - 1; back++) features.push(moment(back))
  return features
}

/** The instruments by when they last played. */
function programFeatures(ofProgram: ReadonlyMap<number, unknown>, isSameMoment: boolean) {
  const [last = NONE, before = NONE, third = NONE] = [...ofProgram.keys()].reverse()
  return [last, Number(isSameMoment), before, third]
}

function* choicesOf(
  { pitch, length, velocity, moment }: Told,
  by: { own: readonly Told[]; position: number; program: number; order: number },
): Generator<readonly Choice[]> {
  const { own, position, program, order } = by
  const before = Array.from({ length: order - 1 }, (_, back) => own[back]?.pitch ?? NONE)
  const lengths = Array.from({ length: order - 1 }, (_, back) => own[back]?.length ?? NONE)
  const isChord = Number(own[0]?.moment === moment)
  const [last = NONE] = before
  const steps = before.slice(1).map((other, i) => before[i]! - other)
  // A drum has no interval; a first note has none either.
  const asPitch: Choice = { kind: "pitch", word: pitch, features: [program, isChord, ...before] }
  yield last === NONE || program === COMPOUND_FIELDS.program - 1
    ? [asPitch]
    : [
        asPitch,
        { kind: "interval", word: pitch - last + 128, features: [isChord, ...steps, program] },
      ]
  const inBeat = position % POSITIONS_A_BEAT
  const register = Math.floor(pitch / REGISTER)
  const [nearest = NONE, second = NONE, ...others] = lengths
  yield [
    {
      ...{ kind: "length", word: length },
      features: [isChord, nearest, inBeat, second, register, ...others, position],
    },
  ]
  const louds = own.slice(0, 2).map((note) => note.velocity)
  yield [{ kind: "velocity", word: velocity, features: [...louds, inBeat, register] }]
}
