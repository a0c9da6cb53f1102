/** Protocol buffers' wire format, as far as ONNX needs it: numbers, bytes and messages within messages. */

const VARINT = 0
const FIXED64 = 1
const BYTES = 2
const FIXED32 = 5

/** Builds a message field by field. */
export class MessageWriter {
  readonly #parts: Uint8Array[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  /** A whole number; negative ones take ten bytes, as the format has it. */
  int(field: number, value: number | bigint): this {
    return this.#tag(field, VARINT).#varint(BigInt.asUintN(64, BigInt(value)))
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    return this.#tag(field, FIXED32).#append(bytes)
  }

  string(field: number, text: string): this {
    return this.bytes(field, new TextEncoder().encode(text))
  }

  bytes(field: number, bytes: Uint8Array): this {
    return this.#tag(field, BYTES).#varint(BigInt(bytes.length)).#append(bytes)
  }

  message(field: number, build: (inner: MessageWriter) => void): this {
    const inner = new MessageWriter()
    build(inner)
    this.#tag(field, BYTES).#varint(BigInt(inner.length))
    this.#parts.push(...inner.#parts)
    this.#length += inner.length
    return this
  }

  finish(): Uint8Array {
    const all = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      all.set(part, at)
      at += part.length
    }
    return all
  }

  #tag(field: number, wireType: number): this {
    return this.#varint(BigInt(field * 8 + wireType))
  }

  #varint(value: bigint): this {
    const bytes: number[] = []
    let rest = value
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
    bytes.push(Number(rest))
    return this.#append(Uint8Array.from(bytes))
  }

  #append(bytes: Uint8Array): this {
    this.#parts.push(bytes)
    this.#length += bytes.length
    return this
  }
}

export type FieldValue = bigint | Uint8Array

/** A field's number and its value: a whole number (bigint) or bytes, fixed numbers as the bytes they are. */
export type Field = readonly [number: number, value: FieldValue]

/** Fields of a message in the order they are written. @throws RangeError on bytes that are no message */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError("A message ends in the middle of a number")
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return BigInt.asUintN(64, value)
    }
    throw new RangeError("A number in a message is too long")
  }
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new RangeError("A message ends in the middle of a field")
    at += length
    return bytes.subarray(at - length, at)
  }
  while (at < bytes.length) {
    const tag = varint()
    const [field, wireType] = [Number(tag >> 3n), Number(tag & 7n)]
    if (wireType === VARINT) yield [field, varint()]
    else if (wireType === BYTES) yield [field, take(Number(varint()))]
    else if (wireType === FIXED32) yield [field, take(4)]
    else if (wireType === FIXED64) yield [field, take(8)]
    else throw new RangeError(`A message has a field of an unknown kind (${wireType})`)
  }
}
