import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dataBytesOf, MidiStream } from "#shared/music/index.ts"

function parse(...pieces: readonly number[][]): number[][] {
  const stream = new MidiStream()
  const found: number[][] = []
  for (const piece of pieces)
    stream.push(Uint8Array.from(piece), (message) =>
      found.push([message >> 16, (message >> 8) & 0xff, message & 0xff]),
    )
  return found
}

const data = fc.integer({ min: 0, max: 127 })
const channelMessage = fc
  .tuple(fc.integer({ min: 0x80, max: 0xef }), data, data)
  .map(([status, first, second]) => [status, first, dataBytesOf(status) === 2 ? second : 0])
const systemMessage = fc.oneof(
  data.map((value) => [0xf1, value, 0]),
  fc.tuple(data, data).map(([low, high]) => [0xf2, low, high]),
  data.map((value) => [0xf3, value, 0]),
  fc.constant<number[]>([0xf6, 0, 0]),
)
const realTime = fc.constantFrom(0xf8, 0xfa, 0xfb, 0xfc, 0xfe, 0xff)

/** Bytes of messages, without a status that repeats where `runs` says so. */
function encode(messages: readonly number[][], runs: boolean): number[] {
  let last = 0
  return messages.flatMap(([status = 0, ...values]) => {
    const bytes = values.slice(0, dataBytesOf(status))
    const isRunning = runs && status === last && status < 0xf0
    last = status < 0xf0 ? status : 0
    return isRunning ? bytes : [status, ...bytes]
  })
}

/** Cuts bytes at places. */
function cut(bytes: readonly number[], places: readonly number[]): number[][] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  )
  return at.slice(1).map((end, i) => bytes.slice(at[i], end))
}

describe("bytes of a MIDI cable", () => {
  it("are the messages that were sent, with and without running status, however they are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(channelMessage, systemMessage), { maxLength: 40 }),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 6 }),
        (messages, runs, places) => {
          expect(parse(...cut(encode(messages, runs), places))).toEqual(messages)
        },
      ),
    )
  })

  it("may have real-time bytes anywhere, which come through at once and disturb nothing", () => {
    fc.assert(
      fc.property(
        fc.array(channelMessage, { minLength: 1, maxLength: 20 }),
        fc.array(fc.tuple(fc.nat(), realTime), { maxLength: 10 }),
        (messages, clocks) => {
          const bytes = encode(messages, true)
          for (const [place, clock] of clocks) bytes.splice(place % (bytes.length + 1), 0, clock)
          const found = parse(bytes)
          expect(found.filter(([status]) => status! < 0xf8)).toEqual(messages)
          expect(found.filter(([status]) => status! >= 0xf8)).toHaveLength(clocks.length)
        },
      ),
    )
  })

  it("skip system exclusive, also one that never ends", () => {
    const [on, off] = [
      [0x90, 60, 100],
      [0x80, 60, 0],
    ]
    expect(parse([0xf0, 1, 2, 3, 0xf7, ...on])).toEqual([on])
    expect(parse([0xf0, 1, 2, 3, ...off])).toEqual([off])
    expect(parse([...on, 0xf0, 5, 0xf7, 61, 100])).toEqual([on])
  })

  it("that are chance never throw, and give only messages that exist", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 }), (pieces) => {
        for (const [status, ...values] of parse(...pieces.map((piece) => [...piece]))) {
          expect(status).toBeGreaterThanOrEqual(0x80)
          for (const value of values) expect(value).toBeLessThan(0x80)
        }
      }),
      { numRuns: 500 },
    )
  })
})
