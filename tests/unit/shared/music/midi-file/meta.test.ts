import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { metaEvent, metaValue, type MetaValue } from "#shared/music/midi-file/index.ts"
import { decodeText, encodeText } from "#shared/music/midi-file/text.ts"

const value = (type: number, ...bytes: number[]): MetaValue | undefined =>
  metaValue({ ticks: 0, kind: "meta", type, bytes: Uint8Array.from(bytes) })

const constant = <Value extends string | number>(it: Value): fc.Arbitrary<Value> => fc.constant(it)
const below = (count: number): fc.Arbitrary<number> => fc.nat({ max: count - 1 })

const aValue: fc.Arbitrary<MetaValue> = fc.oneof(
  fc
    .record({
      kind: constant("text"),
      role: fc.constantFrom("text", "trackName", "lyric", "marker", "cuePoint", "deviceName"),
      text: fc.string({ unit: "binary" }),
    })
    .map((it): MetaValue => ({ ...it, encoding: "utf-8" })),
  fc.record({ kind: constant("sequenceNumber"), number: below(65_536) }),
  fc.record({ kind: constant("channelPrefix"), channel: below(16) }),
  fc.record({ kind: constant("port"), port: below(128) }),
  fc.record({
    kind: constant("tempo"),
    microsecondsPerQuarter: fc.integer({ min: 1, max: 0xffffff }),
  }),
  fc.record({
    kind: constant("smpteOffset"),
    framesPerSecond: fc.constantFrom(24, 25, 29, 30),
    hours: below(24),
    minutes: below(60),
    seconds: below(60),
    frames: below(24),
    hundredths: below(100),
  }),
  fc.record({
    kind: constant("timeSignature"),
    numerator: fc.integer({ min: 1, max: 255 }),
    denominator: below(11).map((power) => 2 ** power),
    clocksPerClick: below(256),
    thirtySecondsPerQuarter: below(256),
  }),
  fc.record({
    kind: constant("keySignature"),
    fifths: fc.integer({ min: -7, max: 7 }),
    mode: fc.constantFrom("major", "minor"),
  }),
  fc.record({ kind: constant("sequencerSpecific"), bytes: fc.uint8Array() }),
)

describe("a meta event", () => {
  it("gives back the value that it was made of", () => {
    fc.assert(
      fc.property(aValue, (it) => {
        expect(metaValue(metaEvent(3, it))).toEqual(it)
      }),
    )
  })

  it.each<MetaValue>([
    { kind: "tempo", microsecondsPerQuarter: 0 },
    { kind: "tempo", microsecondsPerQuarter: 0x1000000 },
    { kind: "tempo", microsecondsPerQuarter: 500_000.5 },
    { kind: "tempo", microsecondsPerQuarter: -1 },
    { kind: "tempo", microsecondsPerQuarter: NaN },
    { kind: "sequenceNumber", number: 65_536 },
    { kind: "channelPrefix", channel: 16 },
    { kind: "keySignature", fifths: -8, mode: "major" },
    { kind: "keySignature", fifths: 0.5, mode: "major" },
    {
      kind: "smpteOffset",
      framesPerSecond: 24,
      hours: 32,
      minutes: 0,
      seconds: 0,
      frames: 0,
      hundredths: 0,
    },
    {
      kind: "timeSignature",
      numerator: 4,
      denominator: 6,
      clocksPerClick: 24,
      thirtySecondsPerQuarter: 8,
    },
    {
      kind: "timeSignature",
      numerator: 256,
      denominator: 4,
      clocksPerClick: 24,
      thirtySecondsPerQuarter: 8,
    },
  ])("cannot be made of $kind, case %#", (it) => {
    expect(() => metaEvent(0, it)).toThrow(RangeError)
  })

  it("means what the standard says", () => {
    expect(value(0x51, 0x07, 0xa1, 0x20)).toEqual({
      kind: "tempo",
      microsecondsPerQuarter: 500_000,
    })
    expect(value(0x58, 6, 3, 36, 8)).toEqual({
      kind: "timeSignature",
      numerator: 6,
      denominator: 8,
      clocksPerClick: 36,
      thirtySecondsPerQuarter: 8,
    })
    expect(value(0x59, 0xfd, 1)).toEqual({ kind: "keySignature", fifths: -3, mode: "minor" })
    expect(value(0x54, 0x61, 59, 58, 29, 99)).toEqual({
      kind: "smpteOffset",
      framesPerSecond: 30,
      hours: 1,
      minutes: 59,
      seconds: 58,
      frames: 29,
      hundredths: 99,
    })
    const text = { text: "Intro", encoding: "utf-8" }
    const letters = [...Buffer.from("Intro")]
    expect(value(6, ...letters)).toEqual({ kind: "text", role: "marker", ...text })
    expect(value(3, ...letters)).toEqual({ kind: "text", role: "trackName", ...text })
    expect(value(5, ...letters)).toEqual({ kind: "text", role: "lyric", ...text })
  })

  it.each([
    ["a tempo of two bytes", 0x51, [1, 2]],
    ["a tempo of no time", 0x51, [0, 0, 0]],
    ["a metre of no beats", 0x58, [0, 2, 24, 8]],
    ["a metre of 2^255th notes", 0x58, [4, 255, 24, 8]],
    ["eight sharps", 0x59, [8, 0]],
    ["a third mode", 0x59, [0, 2]],
    ["the 25th hour", 0x54, [24, 0, 0, 0, 0]],
    ["frame 24 of 24", 0x54, [0, 0, 0, 24, 0]],
    ["channel 16", 0x20, [16]],
    ["an unknown type", 0x60, [1]],
  ])("with %s has no value", (_, type, bytes) => {
    expect(value(type, ...bytes)).toBeUndefined()
  })
})

describe("text of MIDI files", () => {
  it("is UTF-8 where it can be and Latin-1 elsewhere", () => {
    expect(decodeText(Uint8Array.of(0x63, 0xc3, 0xa9))).toEqual({ text: "cé", encoding: "utf-8" })
    expect(decodeText(Uint8Array.of(0x63, 0xe9))).toEqual({ text: "cé", encoding: "latin-1" })
  })

  it("is read as the platform's own decoder reads it", () => {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string({ unit: "binary" }).map(utf8)), (bytes) => {
        const { text, encoding } = decodeText(bytes)
        if (encoding === "utf-8") expect(text).toBe(strict.decode(bytes))
        else expect(() => strict.decode(bytes)).toThrow(TypeError)
      }),
    )
  })

  it("has the same bytes after reading and writing", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(encodeText(decodeText(bytes))).toEqual(bytes)
      }),
    )
  })

  it("is the same text after writing and reading, whatever encoding was asked for", () => {
    const encoding = fc.constantFrom("utf-8" as const, "latin-1" as const)
    const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("Ã©", "é", "日", ""))
    fc.assert(
      fc.property(anyText, encoding, (text, wanted) => {
        expect(decodeText(encodeText({ text, encoding: wanted })).text).toBe(text)
      }),
    )
    expect(decodeText(encodeText({ text: "\ud800!", encoding: "utf-8" })).text).toBe("\ufffd!")
  })

  it("of a megabyte is read at once", () => {
    const bytes = new Uint8Array(2 ** 20).fill(0xc3)
    expect(decodeText(bytes)).toMatchObject({ encoding: "latin-1" })
  })
})

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
