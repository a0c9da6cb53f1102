import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  metaValue,
  MidiFileError,
  readMidiFile,
  writeMidiFile,
  type ReadMidiFile,
} from "#shared/music/midi-file/index.ts"
import { joinNotes, splitNotes } from "#shared/music/midi-notes.ts"
import { bytesOf, corpusFiles } from "../../../../support/midi-corpora.ts"
import { aMidiFile } from "../../../../support/midi-files.ts"

const MAX_FUZZED_BYTES = 20_000
const real = corpusFiles()
  .map(bytesOf)
  .filter(({ length }) => length < MAX_FUZZED_BYTES)
  .slice(0, 60)

const written = aMidiFile.map((file) => writeMidiFile(file))
const original = real.length > 0 ? fc.oneof(fc.constantFrom(...real), written) : written

/** Bytes that steer a reader: status bytes, lengths, the letters of a track's header. */
const aByte = fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0xff, 0xf0, 0xf7, 0x2f, 0x7f, 0x80, 0))
const aPlace = fc.double({ min: 0, max: 1, noNaN: true })
const aChange = fc.oneof(
  fc.record({ kind: fc.constant("set" as const), at: aPlace, byte: aByte }),
  fc.record({ kind: fc.constant("early" as const), at: fc.nat({ max: 40 }), byte: aByte }),
  fc.record({ kind: fc.constant("cut" as const), at: aPlace, byte: aByte }),
  fc.record({ kind: fc.constant("insert" as const), at: aPlace, byte: aByte }),
  fc.record({ kind: fc.constant("remove" as const), at: aPlace, byte: aByte }),
)
const mutated = fc
  .tuple(original, fc.array(aChange, { minLength: 1, maxLength: 12 }))
  .map(([bytes, changes]) => {
    const list = [...bytes]
    for (const { kind, at, byte } of changes) {
      const place = kind === "early" ? at : Math.floor(at * list.length)
      if (kind === "set" || kind === "early") list[place] = byte
      else if (kind === "cut") list.length = place
      else
        list.splice(
          place,
          kind === "remove" ? 1 + (byte >> 5) : 0,
          ...(kind === "insert" ? [byte] : []),
        )
    }
    return Uint8Array.from(list)
  })

/** The file, or undefined where it was refused; any other error goes through. */
function readOrRefuse(bytes: Uint8Array): ReadMidiFile | undefined {
  try {
    return readMidiFile(bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(MidiFileError)
    return undefined
  }
}

function expectSound(bytes: Uint8Array): void {
  const file = readOrRefuse(bytes)
  if (!file) return
  const events = file.tracks.flatMap((track) => track.events)
  // The shortest event, in running status, has two bytes.
  expect(events.length).toBeLessThanOrEqual(bytes.length / 2)
  expect(file.warnings.length).toBeLessThanOrEqual(51)
  for (const event of events) if (event.kind === "meta") metaValue(event)
  const again = readMidiFile(writeMidiFile(file))
  expect(
    JSON.stringify(again) === JSON.stringify({ ...file, warnings: [], lost: NOTHING_LOST }),
  ).toBe(true)
  for (const track of file.tracks) joinNotes(splitNotes(track))
}

const NOTHING_LOST = { missingTracks: 0, isTempoGuessed: false, inTracks: [] }

describe("hostile MIDI files", () => {
  it("that were real ones before are read or refused, and can be written again", () => {
    fc.assert(fc.property(mutated, expectSound), { numRuns: 1500 })
  })

  it("of any bytes after a header are read or refused, and can be written again", () => {
    const anything = fc.uint8Array({ maxLength: 400 }).map((rest) => {
      const start = [0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6, 0, 1, 0, 1, 0, 96, 0x4d, 0x54, 0x72, 0x6b]
      return Uint8Array.from([...start, 0, 0, 1, 0, ...rest])
    })
    fc.assert(fc.property(anything, expectSound), { numRuns: 3000 })
  })

  it.each([
    ["headers of tracks", "MTrk"],
    ["headers of tracks with lengths", "MTrk\0\0\0\0"],
    ["headers of tracks with huge lengths", "MTrk\xff\xff\xff\xff\0\0"],
    ["first letters of headers", "M"],
    ["unknown chunks", "abcd\0\0\0\0"],
    ["empty system exclusive messages", "\0\xf0\0"],
    ["bytes that are too high", "\0\xff"],
    ["real-time messages", "\0\xf8"],
  ])("of a megabyte of %s are done within five seconds", (_, unit) => {
    const head = "MThd\0\0\0\x06\0\x01\0\x01\0\x60MTrk\0\x10\0\0"
    const text = head + unit.repeat(2 ** 20 / unit.length)
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    const start = performance.now()
    readOrRefuse(bytes)
    // Measured at 10 to 250 ms: what takes time by the square of the bytes would take minutes.
    expect(performance.now() - start).toBeLessThan(5000)
  })
})
