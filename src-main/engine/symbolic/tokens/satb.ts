/**
 * Four voices on a grid of sixteenths: a word for each voice of each frame, in the order soprano, alto, tenor, bass. The grid does
 * not tell a held note from one that is struck again, as the corpus does not (music.md 3.2).
 */
import { fail } from "#shared/contract/errors.ts"
import { range, Vocabulary, wordsOf } from "./vocabulary.ts"

/** MIDI pitches of soprano, alto, tenor and bass, -1 where one rests. */
export type Frame = readonly [number, number, number, number]

export const VOICES = 4
export const LOWEST_PITCH = 36
export const HIGHEST_PITCH = 81

/** A rest, then the pitches: what every voice of every frame is. */
export const satbVocabulary = new Vocabulary([
  "Rest_None",
  ...wordsOf("Pitch", range(LOWEST_PITCH, HIGHEST_PITCH)),
])

const idOf = (pitch: number): number => (pitch < 0 ? 0 : pitch - LOWEST_PITCH + 1)
const pitchOf = (id: number): number => (id === 0 ? -1 : id + LOWEST_PITCH - 1)

/** @throws StudioError invalid-input of a pitch that no word names, with its frame */
export function satbEncode(frames: readonly Frame[]): Uint16Array {
  const ids = new Uint16Array(frames.length * VOICES)
  for (const [at, frame] of frames.entries()) {
    for (const [voice, pitch] of frame.entries()) {
      if (pitch > HIGHEST_PITCH || (pitch < LOWEST_PITCH && pitch !== -1))
        fail(
          "invalid-input",
          `Frame ${at}: ${pitch} is no pitch of four voices, which go from ${LOWEST_PITCH} to ${HIGHEST_PITCH}`,
        )
      ids[at * VOICES + voice] = idOf(pitch)
    }
  }
  return ids
}

/** A last frame that is not whole is left out. */
export function satbDecode(ids: ArrayLike<number>): Frame[] {
  return Array.from({ length: Math.floor(ids.length / VOICES) }, (_, at) => {
    const pitch = (voice: number): number => pitchOf(ids[at * VOICES + voice]!)
    return [pitch(0), pitch(1), pitch(2), pitch(3)] as const
  })
}

/** In another key; null where a pitch would leave what words name. @param semitones up */
export function satbTransposed(frames: readonly Frame[], semitones: number): Frame[] | null {
  const moved = frames.map(
    (frame) => frame.map((pitch) => (pitch < 0 ? -1 : pitch + semitones)) as unknown as Frame,
  )
  const isNamed = (pitch: number): boolean =>
    pitch === -1 || (pitch >= LOWEST_PITCH && pitch <= HIGHEST_PITCH)
  return moved.every((frame) => frame.every(isNamed)) ? moved : null
}
