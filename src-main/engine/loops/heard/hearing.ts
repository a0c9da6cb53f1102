/** Loops as a model hears them, whatever their kind: bytes, and the numbers that go into the network and come out of it. */
import type { Loop, LoopAttribute, LoopKind, LoopNote } from "#shared/contract/loops.ts"
import { floats, integers, type TensorData } from "../../compute/index.ts"
import { drumAttributes } from "./drum-attributes.ts"
import { DRUM_KINDS, drumNotes, hearDrums } from "./drums.ts"
import { CODES, hearMelody, HOLD, melodyNotes, REST } from "./melody.ts"
import { melodyAttributes } from "./melody-attributes.ts"

export interface Heard {
  /** A melody's codes, or drums' velocities. */
  content: Uint8Array
  key: number
  octaves: number
}

export interface Hearing {
  /** In the order of the dimensions that are bound to them. */
  attributes: readonly LoopAttribute[]
  /** In the same order. */
  measure(content: Uint8Array): number[]
  /** Null where there is nothing to hear. */
  hear(loop: Loop): Heard | null
  notes(heard: Heard): LoopNote[]
  /** What makes two loops the same: how hard drums are struck does not. */
  likeness(content: Uint8Array): Uint8Array
  /** For the network: [loops, ...]. */
  toTensor(contents: readonly Uint8Array[]): TensorData
  /** The likeliest. @param told a loop's numbers out of the network */
  fromNumbers(told: Float32Array): Uint8Array
}

const melody: Hearing = {
  attributes: ["density", "range", "contour", "syncopation", "tonality"],
  measure: (content) => Object.values(melodyAttributes(content)),
  hear(loop) {
    const heard = hearMelody(loop)
    return heard && { content: heard.codes, key: heard.key, octaves: heard.octaves }
  },
  notes: ({ content: codes, key, octaves }) => melodyNotes({ codes, key, octaves }),
  likeness: (content) => content,
  toTensor: (contents) => {
    const steps = contents[0]!.length
    const all = new Int32Array(contents.length * steps)
    for (const [at, codes] of contents.entries()) all.set(codes, at * steps)
    return integers(all, [contents.length, steps])
  },
  fromNumbers: (told) => likeliestCodes(told),
}

function likeliestCodes(told: Float32Array): Uint8Array {
  const codes = new Uint8Array(told.length / CODES)
  for (let step = 0; step < codes.length; step++) {
    let best = 0
    for (let code = 1; code < CODES; code++)
      if (told[step * CODES + code]! > told[step * CODES + best]!) best = code
    // What is held has to have begun.
    codes[step] = best === HOLD && (step === 0 || codes[step - 1] === REST) ? REST : best
  }
  return codes
}

const LOUDEST = 127

const drums: Hearing = {
  attributes: ["density", "range", "syncopation"],
  measure: (content) => Object.values(drumAttributes(content)),
  hear(loop) {
    const content = hearDrums(loop)
    return content && { content, key: 0, octaves: 0 }
  },
  notes: ({ content }) => drumNotes(content),
  likeness: hitMasks,
  toTensor: (contents) => {
    const cells = contents[0]!.length
    const all = new Float32Array(contents.length * cells * 2)
    for (const [row, content] of contents.entries())
      for (const [cell, velocity] of content.entries()) {
        const at = row * cells * 2 + hitAt(cell)
        all[at] = Number(velocity > 0)
        all[at + DRUM_KINDS] = velocity / LOUDEST
      }
    return floats(all, [contents.length, cells * 2])
  },
  fromNumbers: (told) =>
    Uint8Array.from({ length: told.length / 2 }, (_, cell) => {
      const at = hitAt(cell)
      if (told[at]! <= 0) return 0
      return Math.min(LOUDEST, Math.max(1, Math.round(told[at + DRUM_KINDS]! * LOUDEST)))
    }),
}

/** Which kinds each step strikes: the first eight as one byte, the ninth as another. */
function hitMasks(velocities: Uint8Array): Uint8Array {
  const masks = new Uint8Array((velocities.length / DRUM_KINDS) * 2)
  for (const [cell, velocity] of velocities.entries()) {
    if (velocity === 0) continue
    const [step, kind] = [Math.floor(cell / DRUM_KINDS), cell % DRUM_KINDS]
    masks[2 * step + (kind >> 3)]! |= 1 << (kind & 7)
  }
  return masks
}

/** Of each step first whether each kind is struck, then how hard. */
const hitAt = (cell: number): number =>
  Math.floor(cell / DRUM_KINDS) * 2 * DRUM_KINDS + (cell % DRUM_KINDS)

export const hearingOf = (kind: LoopKind): Hearing => (kind === "melody" ? melody : drums)
