/** Pieces as few bytes, as the library keeps them: numbers as differences, seven bits a byte. About five bytes a note. */
import { fail } from "#shared/contract/errors.ts"
import type { Frame, Piece, PieceNote } from "../../symbolic/index.ts"

const VERSION = 1
const VOICES = 4

/** @param piece whole numbers everywhere but in tempos, which are kept to a thousandth; notes in the order of their starts */
export function encodePiece({ notes, meters, tempos }: Piece): Uint8Array {
  const writer = new NumberWriter()
  writer.write(VERSION)
  writer.write(meters.length)
  for (const { startTicks, numerator, denominator } of meters)
    for (const value of [startTicks, numerator, denominator]) writer.write(value)
  writer.write(tempos.length)
  for (const { startTicks, bpm } of tempos) {
    writer.write(startTicks)
    writer.write(Math.round(bpm * 1000))
  }
  writer.write(notes.length)
  let before = 0
  for (const { startTicks, lengthTicks, pitch, velocity, program } of notes) {
    writer.write(startTicks - before)
    for (const value of [lengthTicks, pitch, velocity, program]) writer.write(value)
    before = startTicks
  }
  return writer.bytes()
}

/** @throws StudioError unreadable where the bytes are no such piece */
export function decodePiece(bytes: Uint8Array): Piece {
  const reader = new NumberReader(bytes)
  if (reader.read() !== VERSION) fail("unreadable", "A stored piece is of another version")
  const many = <T>(one: () => T): T[] => Array.from({ length: reader.count() }, one)
  const meters = many(() => {
    const startTicks = reader.read()
    const numerator = reader.read()
    return { startTicks, numerator, denominator: reader.read() }
  })
  const tempos = many(() => {
    const startTicks = reader.read()
    return { startTicks, bpm: reader.read() / 1000 }
  })
  let startTicks = 0
  const notes = many((): PieceNote => {
    startTicks += reader.read()
    const lengthTicks = reader.read()
    const pitch = reader.read()
    const velocity = reader.read()
    return { startTicks, lengthTicks, pitch, velocity, program: reader.read() }
  })
  return { notes, meters, tempos }
}

/** A byte a voice. */
export const encodeFrames = (frames: readonly Frame[]): Uint8Array =>
  new Uint8Array(Int8Array.from(frames.flat()).buffer)

export function decodeFrames(bytes: Uint8Array): Frame[] {
  const pitches = new Int8Array(bytes)
  return Array.from({ length: Math.floor(pitches.length / VOICES) }, (_, at): Frame => {
    const pitch = (voice: number): number => pitches[at * VOICES + voice]!
    return [pitch(0), pitch(1), pitch(2), pitch(3)]
  })
}

/** Whole numbers from 0, seven bits a byte, the lowest first; all but a number's last byte have the eighth bit. */
class NumberWriter {
  #bytes = new Uint8Array(1024)
  #at = 0

  write(value: number): void {
    if (this.#at + 8 > this.#bytes.length) this.#grow()
    let left = value
    while (left >= 0x80) {
      this.#bytes[this.#at++] = (left % 0x80) | 0x80
      left = Math.floor(left / 0x80)
    }
    this.#bytes[this.#at++] = left
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#at)
  }

  #grow(): void {
    const longer = new Uint8Array(this.#bytes.length * 2)
    longer.set(this.#bytes)
    this.#bytes = longer
  }
}

class NumberReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  read(): number {
    let value = 0
    for (let scale = 1; scale < 2 ** 50; scale *= 0x80) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) break
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
    return fail("unreadable", "A stored piece is damaged")
  }

  /** Of things that take at least a byte each. */
  count(): number {
    const count = this.read()
    if (count > this.#bytes.length) fail("unreadable", "A stored piece is damaged")
    return count
  }
}
