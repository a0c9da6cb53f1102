import fc from "fast-check"
import { BasicMIDI } from "spessasynth_core"
import { describe, expect, it } from "vitest"
import { readMidiFile, writeMidiFile, type MidiEvent } from "#shared/music/midi-file/index.ts"
import { channelMessage } from "#shared/music/midi-file/channel-events.ts"
import { bytesOf, corpusFiles } from "../../../../support/midi-corpora.ts"
import { aMidiFile, sameItems, sameTracks } from "../../../../support/midi-files.ts"

/** The example of RP-001, appendix: one track of format 0, partly in running status. */
const EXAMPLE = bytesOfHex(
  "4d546864 00000006 0000 0001 0060 4d54726b 0000003b",
  "00ff580404021808 00ff510307a120 00c005 00c12e 00c246",
  "00923060 003c60 60914340 60904c20 8140823040 003c40",
  "00814340 00804c40 00ff2f00",
)

/** Every third of them, over a hundred; `npm run bench -- midi-round-trip` takes them all. */
const files = corpusFiles().filter((_, index) => index % 3 === 0)

describe("MIDI files", () => {
  it("are read and written as in the standard's own example", () => {
    const file = readMidiFile(EXAMPLE)
    expect(file.warnings).toEqual([])
    expect(file.division).toEqual({ kind: "quarters", ticksPerQuarter: 96 })
    const notes = file.tracks[0]!.events.filter(({ kind }) => kind.startsWith("note"))
    expect(notes.map(({ ticks }) => ticks)).toEqual([0, 0, 96, 192, 384, 384, 384, 384])
    expect(file.tracks[0]!.endTicks).toBe(384)
    expect(writeMidiFile(file)).toEqual(EXAMPLE)
  })

  it("are the same after writing and reading, whatever events they hold", () => {
    fc.assert(
      fc.property(aMidiFile, fc.boolean(), (file, runningStatus) => {
        const { warnings, lost, ...read } = readMidiFile(writeMidiFile(file, { runningStatus }))
        expect(read).toEqual(file)
        expect(warnings).toEqual([])
        expect(lost.inTracks).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it("are smaller with running status", () => {
    const note = { ticks: 0, kind: "noteOn", channel: 3, pitch: 60, velocity: 1 } as const
    const events: MidiEvent[] = Array.from({ length: 10 }, () => note)
    const division = { kind: "quarters", ticksPerQuarter: 480 } as const
    const file = { format: 1, division, tracks: [{ events, endTicks: 0 }] } as const
    const tracks = [...file.tracks]
    const long = writeMidiFile({ ...file, tracks }, { runningStatus: false })
    expect(long.length - writeMidiFile({ ...file, tracks }).length).toBe(9)
  })

  it.skipIf(files.length === 0)("of three corpora are the same after writing and reading", () => {
    for (const file of files) {
      const read = readMidiFile(bytesOf(file))
      expect(read.warnings, file.name).toEqual([])
      for (const runningStatus of [true, false]) {
        const again = readMidiFile(writeMidiFile(read, { runningStatus }))
        expect({ ...again, tracks: [] }).toEqual({ ...read, tracks: [] })
        expect(sameTracks(again.tracks, read.tracks), file.name).toBe(true)
      }
    }
    expect(files.length).toBeGreaterThan(20)
  })

  it.skipIf(files.length === 0)("of three corpora are read as another reader reads them", () => {
    for (const file of files) {
      const bytes = bytesOf(file)
      const ours = readMidiFile(bytes).tracks.map(({ events }) => events.map(plain))
      const theirs = BasicMIDI.fromArrayBuffer(bytes.slice().buffer).tracks.map(({ events }) =>
        events
          .map(({ ticks, statusByte, data }) => [ticks, statusByte, ...data])
          .filter(([, status]) => status !== 0x2f),
      )
      expect(sameItems(ours, theirs, sameData), file.name).toBe(true)
    }
  })
})

const sameData = (ours: number[][], theirs: number[][]): boolean =>
  sameItems(ours, theirs, (a, b) => sameItems(a, b, Object.is))

/** Ticks, status (of a meta event its type) and data. */
function plain(event: MidiEvent): number[] {
  switch (event.kind) {
    case "meta":
      return [event.ticks, event.type, ...event.bytes]
    case "sysex":
      return [event.ticks, 0xf0, ...event.bytes]
    case "escape":
      return [event.ticks, 0xf7, ...event.bytes]
    default:
      return [event.ticks, ...channelMessage(event)]
  }
}

function bytesOfHex(...rows: string[]): Uint8Array {
  return new Uint8Array(Buffer.from(rows.join("").replaceAll(" ", ""), "hex"))
}
