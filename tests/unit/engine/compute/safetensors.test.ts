import fc from "fast-check"
import { expect, test } from "vitest"
import {
  readSafetensors,
  type TensorData,
  type Weights,
  writeSafetensors,
} from "#engine/compute/index.ts"

const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 })
const tensor = shape.chain((sizes): fc.Arbitrary<TensorData> => {
  const length = sizes.reduce((product, size) => product * size, 1)
  const options = { minLength: length, maxLength: length }
  return fc.oneof(
    fc.float32Array(options).map((data) => ({ dtype: "float32" as const, shape: sizes, data })),
    fc.int32Array(options).map((data) => ({ dtype: "int32" as const, shape: sizes, data })),
    fc.bigInt64Array(options).map((data) => ({ dtype: "int64" as const, shape: sizes, data })),
  )
})
const name = fc
  .string({ unit: "grapheme" })
  .filter((text) => text !== "__metadata__" && text !== "__proto__")
const weights: fc.Arbitrary<Weights> = fc.record({
  tensors: fc.array(fc.tuple(name, tensor), { maxLength: 4 }).map((pairs) => new Map(pairs)),
  metadata: fc.dictionary(name, fc.string(), { noNullPrototype: true, maxKeys: 3 }),
})

test("what is written is what is read, to the bit", () => {
  fc.assert(
    fc.property(weights, (each) => {
      expect(readSafetensors(writeSafetensors(each))).toEqual(each)
    }),
    { numRuns: 60 },
  )
})

test("a file that was damaged is read or refused, never anything else", () => {
  const bytes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(weights, bytes, fc.nat(20), (each, changes, cut) => {
      const file = writeSafetensors(each)
      for (const [at, byte] of changes) file[at % file.length] = byte
      try {
        readSafetensors(file.subarray(0, file.length - cut))
      } catch (error) {
        expect(error).toMatchObject({ code: "unreadable" })
      }
    }),
    { numRuns: 100 },
  )
})

function fileWith(header: string, data = new Uint8Array(0)): Uint8Array {
  const json = new TextEncoder().encode(header)
  const file = new Uint8Array(8 + json.length + data.length)
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true)
  file.set(json, 8)
  file.set(data, 8 + json.length)
  return file
}

test.each([
  ["a length beyond the file", new Uint8Array([255, 255, 255, 255, 255, 255, 255, 127, 123])],
  ["no JSON", fileWith("[1")],
  ["numbers beyond the file", fileWith('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}')],
  [
    "a shape larger than its bytes",
    fileWith(
      '{"a":{"dtype":"F32","shape":[1000000,1000000],"data_offsets":[0,4]}}',
      new Uint8Array(4),
    ),
  ],
  ["hidden bytes", fileWith("{}", new Uint8Array(4))],
  [
    "an unknown type",
    fileWith('{"a":{"dtype":"X","shape":[],"data_offsets":[0,4]}}', new Uint8Array(4)),
  ],
])("%s is refused", (_, file) => {
  expect(() => readSafetensors(file)).toThrow("no safetensors file")
})
