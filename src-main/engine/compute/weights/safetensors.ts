/**
 * Weights as a safetensors file (Hugging Face): eight bytes of length, a header in JSON, and the numbers. It holds no code;
 * what a header says is believed only as far as the file goes.
 */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { bytesPerElement, type DataType, sizeOf, type TensorData, viewOf } from "../graph/tensor.ts"

export interface Weights {
  tensors: Map<string, TensorData>
  /** Free notes. */
  metadata: Record<string, string>
}

const LENGTH_BYTES = 8
const MAX_HEADER_BYTES = 16e6
const MAX_TENSORS = 100_000
const MAX_RANK = 16
/** The header is filled up with spaces, so that numbers lie where their types want them. */
const ALIGNMENT = 8

const TYPE_NAMES: Record<DataType, string> = {
  float32: "F32",
  int32: "I32",
  int64: "I64",
  bool: "BOOL",
}

const size = z
  .int()
  .min(0)
  .max(2 ** 40)
const entrySchema = z.strictObject({
  dtype: z.enum(Object.values(TYPE_NAMES)),
  shape: z.array(size).max(MAX_RANK),
  data_offsets: z.tuple([size, size]),
})
const metadataSchema = z.record(z.string(), z.string())

export function writeSafetensors({ tensors, metadata }: Weights): Uint8Array {
  let end = 0
  const entries = [...tensors].map(([name, { dtype, shape, data }]) => {
    const begin = end
    end += data.byteLength
    return [name, { dtype: TYPE_NAMES[dtype], shape, data_offsets: [begin, end] }] as const
  })
  const header: (readonly [string, unknown])[] = [["__metadata__", metadata], ...entries]
  const json = new TextEncoder().encode(toJson(header))
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT
  const file = new Uint8Array(LENGTH_BYTES + headerLength + end).fill(
    0x20,
    0,
    LENGTH_BYTES + headerLength,
  )
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true)
  file.set(json, LENGTH_BYTES)
  let at = LENGTH_BYTES + headerLength
  for (const { data } of tensors.values()) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    at += data.byteLength
  }
  return file
}

/** As JSON.stringify, but with any name as a key and keys in the order given. */
const toJson = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`

/** @throws StudioError `unreadable` saying what is wrong with the file */
export function readSafetensors(file: Uint8Array): Weights {
  if (file.length < LENGTH_BYTES) return refuse("it is too short")
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true))
  if (length > MAX_HEADER_BYTES) return refuse("its header is too long")
  if (length > file.length - LENGTH_BYTES) return refuse("it ends in its header")
  const header = headerOf(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length))
  const data = file.subarray(LENGTH_BYTES + length)
  const metadata = metadataSchema.safeParse(header.get("__metadata__") ?? {})
  if (!metadata.success) return refuse("its notes are no texts")
  header.delete("__metadata__")
  if (header.size > MAX_TENSORS) return refuse("it has too many tensors")
  return { metadata: metadata.data, tensors: tensorsOf(header, data) }
}

function headerOf(bytes: Uint8Array): Map<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
      return new Map(Object.entries(parsed))
  } catch {
    // Said below, in our words.
  }
  return refuse("its header is no JSON object")
}

function tensorsOf(
  header: ReadonlyMap<string, unknown>,
  data: Uint8Array,
): Map<string, TensorData> {
  const tensors = new Map<string, TensorData>()
  let covered = 0
  for (const [name, value] of header) {
    const entry = entrySchema.safeParse(value)
    if (!entry.success) return refuse(`its tensor ${name} is of an unknown kind`)
    const { shape, data_offsets: offsets } = entry.data
    const dtype = (Object.keys(TYPE_NAMES) as DataType[]).find(
      (each) => TYPE_NAMES[each] === entry.data.dtype,
    )!
    const [begin, end] = offsets
    const bytes = sizeOf(shape) * bytesPerElement(dtype)
    if (begin > end || end > data.length || end - begin !== bytes)
      return refuse(`its tensor ${name} does not lie in the file as its shape says`)
    covered += bytes
    // A copy, which lies where its type wants it.
    const copy = data.slice(begin, end)
    tensors.set(name, { dtype, shape, data: viewOf(dtype, copy.buffer, 0, sizeOf(shape)) })
  }
  // The format allows neither holes nor overlaps, in which something could be hidden.
  if (covered !== data.length) return refuse("its tensors do not fill it")
  return tensors
}

const refuse = (why: string): never =>
  fail("unreadable", `This is no safetensors file that can be read: ${why}`)
