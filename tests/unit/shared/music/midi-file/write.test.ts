import { describe, expect, it } from "vitest"
import { readMidiFile, writeMidiFile, type MidiFile } from "#shared/music/midi-file/index.ts"
import { ByteWriter } from "#shared/music/midi-file/byte-writer.ts"
import type { MidiEvent } from "#shared/music/midi-file/index.ts"

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex")
const NOTE = { ticks: 0, kind: "noteOn", channel: 0, pitch: 60, velocity: 64 } as const

function aFile(events: MidiEvent[], changes: Partial<MidiFile> = {}): MidiFile {
  const endTicks = events.at(-1)?.ticks ?? 0
  const division = { kind: "quarters", ticksPerQuarter: 96 } as const
  return { format: 1, division, tracks: [{ events, endTicks }], ...changes }
}

describe("the writer of MIDI files", () => {
  // The table of RP-001, page 2.
  it.each([
    [0x00, "00"],
    [0x40, "40"],
    [0x7f, "7f"],
    [0x80, "8100"],
    [0x2000, "c000"],
    [0x3fff, "ff7f"],
    [0x4000, "818000"],
    [0x100000, "c08000"],
    [0x1fffff, "ffff7f"],
    [0x200000, "81808000"],
    [0x8000000, "c0808000"],
    [0xfffffff, "ffffff7f"],
  ])("writes the variable length %i as %s", (value, expected) => {
    const writer = new ByteWriter()
    writer.variableLength(value)
    expect(hex(writer.written())).toBe(expected)
  })

  it("gives the status anew after a meta or system exclusive event, which cancels it", () => {
    const sysex: MidiEvent = { ticks: 0, kind: "sysex", bytes: Uint8Array.of(0x7e, 0xf7) }
    const bytes = writeMidiFile(aFile([NOTE, NOTE, sysex, NOTE]))
    expect(hex(bytes.subarray(22))).toBe("00903c40003c4000f0027ef700903c4000ff2f00")
  })

  it("writes frames of film as the standard has them", () => {
    const division = { kind: "smpte", framesPerSecond: 25, ticksPerFrame: 40 } as const
    const bytes = writeMidiFile(aFile([], { division }))
    expect(hex(bytes.subarray(12, 14))).toBe("e728")
  })

  it("writes a pitch bend at rest as 8192, its low seven bits first", () => {
    const bends = [-8192, 0, 8191].map(
      (bend) => ({ ticks: 0, kind: "pitchBend", channel: 1, bend }) as const,
    )
    const bytes = writeMidiFile(aFile(bends))
    expect(hex(bytes.subarray(22, 32))).toBe("00e10000000040007f7f")
  })

  it("grows with long messages", () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index & 0x7f)
    const file = aFile([{ ticks: 0, kind: "meta", type: 0x7f, bytes }])
    expect(readMidiFile(writeMidiFile(file)).tracks).toEqual(file.tracks)
  })

  it.each<[string, MidiFile, string]>([
    ["a velocity of 128", aFile([{ ...NOTE, velocity: 128 }]), "track 1, event 1: noteOn 128"],
    ["half a pitch", aFile([{ ...NOTE, pitch: 0.5 }]), "track 1, event 1: noteOn 0.5"],
    ["a channel of 16", aFile([{ ...NOTE, channel: 16 }]), "track 1, event 1: channel 16"],
    [
      "a falling time",
      aFile([{ ...NOTE, ticks: 9 }, NOTE]),
      "track 1, event 2: ticks after the last -9",
    ],
    [
      "too long a rest",
      aFile([{ ...NOTE, ticks: 2 ** 28 }]),
      "track 1, event 1: ticks after the last",
    ],
    [
      "a bend beyond its range",
      aFile([{ ticks: 0, kind: "pitchBend", channel: 0, bend: 8192 }]),
      "pitchBend 128",
    ],
    ["no time", aFile([{ ...NOTE, ticks: NaN }]), "track 1, event 1: ticks after the last NaN"],
    [
      "an end before the last event",
      aFile([], { tracks: [{ events: [{ ...NOTE, ticks: 5 }], endTicks: 4 }] }),
      "track 1, its end",
    ],
    [
      "an end of track among the events",
      aFile([{ ticks: 0, kind: "meta", type: 0x2f, bytes: new Uint8Array() }]),
      "the end of track is not an event",
    ],
    ["no tracks", aFile([], { tracks: [] }), "1 to 65535 tracks, not 0"],
    [
      "format 0 with two tracks",
      aFile([], {
        format: 0,
        tracks: [
          { events: [], endTicks: 0 },
          { events: [], endTicks: 0 },
        ],
      }),
      "format 0 has one track, not 2",
    ],
    [
      "0 ticks per quarter",
      aFile([], { division: { kind: "quarters", ticksPerQuarter: 0 } }),
      "ticks per quarter 0",
    ],
  ])("refuses %s", (_, file, sentence) => {
    expect(() => writeMidiFile(file)).toThrow(RangeError)
    expect(() => writeMidiFile(file)).toThrow(sentence)
  })
})
