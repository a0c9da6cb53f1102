import { describe, expect, it } from "vitest"
import { MidiFileError, readMidiFile, type ReadMidiFile } from "#shared/music/midi-file/index.ts"
import { aChunk, aHeader, END } from "../../../../support/midi-files.ts"

const NOTE = [0, 0x90, 60, 64]
const note = (ticks = 0, pitch = 60) => ({ ticks, kind: "noteOn", channel: 0, pitch, velocity: 64 })

const read = (...parts: number[][]): ReadMidiFile => readMidiFile(Uint8Array.from(parts.flat()))
/** A file of one track that holds these bytes. */
const readTrack = (...content: number[]): ReadMidiFile => read(aHeader(), aChunk("MTrk", content))

describe("a track that is broken", () => {
  it("without an end ends after its last event", () => {
    const { tracks, warnings } = readTrack(...NOTE)
    expect(tracks).toEqual([{ events: [note()], endTicks: 0 }])
    expect(warnings).toEqual(["track 1, byte 26: no end of track: ends after its last event"])
  })

  it("that goes on after its end is read up to there", () => {
    const { tracks, warnings } = readTrack(...END, ...NOTE)
    expect(tracks).toEqual([{ events: [], endTicks: 0 }])
    expect(warnings).toEqual(["track 1, byte 26: 4 bytes after the end of track: skipped"])
  })

  it.each([
    ["too short", 3],
    ["too long", 30],
    ["4 GB long", 0xffffffff],
  ])("with a length that is %s is read up to its own end, and so is the next", (_, length) => {
    const first = aChunk("MTrk", [...NOTE, ...NOTE, ...END], length)
    const { tracks, warnings } = read(
      aHeader({ tracks: 2 }),
      first,
      aChunk("MTrk", [...NOTE, ...END]),
    )
    expect(tracks.map(({ events }) => events.length)).toEqual([2, 1])
    expect(warnings).toEqual([`track 1, byte 18: ${length} bytes announced, 12 bytes read`])
  })

  it("whose length takes in the next track does not swallow it", () => {
    const first = aChunk("MTrk", [...NOTE, ...END], 8 + 16)
    const { tracks } = read(aHeader({ tracks: 2 }), first, aChunk("MTrk", [...NOTE, ...END]))
    expect(tracks.map(({ events }) => events.length)).toEqual([1, 1])
  })

  it("without an end, before bytes that are no chunk, keeps to its length", () => {
    const { tracks, warnings } = read(aHeader(), aChunk("MTrk", NOTE), Array<number>(9).fill(0))
    expect(tracks).toEqual([{ events: [note()], endTicks: 0 }])
    expect(warnings.at(-1)).toBe("byte 26: 9 bytes outside any chunk: skipped")
  })

  it("has its data bytes above 127 masked", () => {
    const { tracks, warnings } = readTrack(0, 0x90, 0xbc, 64, ...END)
    expect(tracks[0]!.events).toEqual([note()])
    expect(warnings).toEqual(["track 1, byte 24: data byte 188 is above 127: read as 60"])
  })

  it("may go on in running status after a meta event", () => {
    const { tracks, warnings } = readTrack(...NOTE, 0, 0xff, 1, 0, 5, 62, 64, 5, 64, 64, ...END)
    const notes = tracks[0]!.events.filter(({ kind }) => kind === "noteOn")
    expect(notes).toEqual([note(), note(5, 62), note(10, 64)])
    expect(warnings).toEqual([
      "track 1, byte 31: running status goes on after a meta or system event: taken as meant",
    ])
  })

  it("loses data bytes before the first status, but not their time", () => {
    const { tracks, warnings } = readTrack(7, 60, ...NOTE, ...END)
    expect(tracks[0]!.events).toEqual([note(7)])
    expect(warnings).toEqual(["track 1, byte 23: a data byte before any status byte: skipped"])
  })

  it.each([
    ["f1", [0xf1, 0]],
    ["f2", [0xf2, 0, 0]],
    ["fe", [0xfe]],
  ])("loses the system message %s", (name, message) => {
    const { tracks, warnings } = readTrack(0, ...message, ...NOTE, ...END)
    expect(tracks[0]!.events).toEqual([note()])
    expect(warnings).toEqual([`track 1, byte 23: system message ${name}: skipped`])
  })

  it.each([
    ["delta time", [0x81]],
    ["status", [0]],
    ["data", [0, 0x90, 60]],
    ["type of a meta event", [0, 0xff]],
    ["length", [0, 0xff, 1, 0x81]],
  ])("that is cut off in a %s loses its last event only", (_, rest) => {
    const { tracks, warnings } = readTrack(...NOTE, ...rest)
    expect(tracks).toEqual([{ events: [note()], endTicks: 0 }])
    expect(warnings[0]).toContain("the last event is cut off: left out")
  })

  it("has a text of 256 MB cut where the track ends", () => {
    const { tracks, warnings } = readTrack(0, 0xff, 1, 0xff, 0xff, 0xff, 0x7f, 65, 66)
    expect(tracks[0]!.events).toEqual([
      { ticks: 0, kind: "meta", type: 1, bytes: Uint8Array.of(65, 66) },
    ])
    expect(warnings[0]).toBe(
      "track 1, byte 25: a meta event of 268435455 bytes ends after 2: cut there",
    )
  })

  it("stops at a delta time of five bytes", () => {
    const { tracks, warnings } = readTrack(...NOTE, 0x80, 0x80, 0x80, 0x80, 0, 0x90, 60, 64, ...END)
    expect(tracks[0]!.events).toEqual([note()])
    expect(warnings[0]).toBe(
      "track 1, byte 26: the delta time has more than four bytes: the rest of the track is left out",
    )
  })

  it("has no gap longer than can be written, whatever was left out in it", () => {
    const longest = [0xff, 0xff, 0xff, 0x7f]
    const { tracks } = readTrack(...longest, 0xfe, ...longest, ...NOTE.slice(1), ...END)
    expect(tracks).toEqual([{ events: [note(0x0fffffff)], endTicks: 0x0fffffff }])
  })

  it("may have delta times with leading zeros", () => {
    const { tracks, warnings } = readTrack(0x80, 0x80, 0x80, 5, 0x90, 60, 64, ...END)
    expect(tracks[0]!.events).toEqual([note(5)])
    expect(warnings).toEqual([])
  })

  it("warns fifty times and counts the rest", () => {
    const { warnings } = readTrack(...Array.from({ length: 100 }, () => [0, 0xfe]).flat(), ...END)
    expect(warnings).toHaveLength(51)
    expect(warnings.at(-1)).toBe("and 50 more")
  })
})

describe("a file that is broken", () => {
  const track = aChunk("MTrk", [...NOTE, ...END])

  it("is found in a RIFF file", () => {
    const content = [...aHeader(), ...track]
    const size = (length: number): number[] => [length, 0, 0, 0]
    const letters = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))
    const info = [...letters("LIST"), ...size(3), 1, 2, 3, 0]
    const data = [...letters("data"), ...size(content.length), ...content]
    const body = [...letters("RMID"), ...info, ...data]
    const { tracks, warnings } = read(letters("RIFF"), size(body.length), body)
    expect(tracks[0]!.events).toEqual([note()])
    expect(warnings).toEqual([])
  })

  it("is found after the bytes of another wrapping", () => {
    const { tracks, warnings } = read(Array<number>(128).fill(0), aHeader(), track)
    expect(tracks).toHaveLength(1)
    expect(warnings).toEqual(["byte 0: 128 bytes before the header: skipped"])
  })

  it("keeps its tracks beside chunks that nobody knows", () => {
    const { tracks, warnings } = read(aHeader(), aChunk("XFIH", [1, 2, 3]), track)
    expect(tracks).toHaveLength(1)
    expect(warnings).toEqual(['byte 14: unknown chunk "XFIH": skipped'])
  })

  it("keeps its tracks after an unknown chunk whose length is beyond the file", () => {
    const { tracks } = read(aHeader(), aChunk("XFIH", [1, 2, 3], 0xffffffff), track)
    expect(tracks).toHaveLength(1)
  })

  it("may have bytes between and after its chunks", () => {
    const { tracks, warnings } = read(aHeader({ tracks: 2 }), track, [0], track, [0x1a])
    expect(tracks.map(({ events }) => events.length)).toEqual([1, 1])
    expect(warnings).toEqual([
      "byte 30: 1 byte outside any chunk: skipped",
      "byte 47: 1 byte outside any chunk: skipped",
    ])
  })

  it("may announce 65535 tracks and hold one", () => {
    const { tracks, warnings } = read(aHeader({ tracks: 65_535 }), track)
    expect(tracks).toHaveLength(1)
    expect(warnings).toEqual(["header: 65535 tracks announced, 1 found"])
  })

  it("of format 0 with two tracks is one of format 1, and so is one of format 7", () => {
    expect(read(aHeader({ format: 0, tracks: 2 }), track, track).format).toBe(1)
    expect(read(aHeader({ format: 7 }), track).format).toBe(1)
  })

  it("without ticks in a quarter or with an unknown frame rate is given usual ones", () => {
    expect(read(aHeader({ division: [0, 0] }), track).division).toEqual({
      kind: "quarters",
      ticksPerQuarter: 480,
    })
    expect(read(aHeader({ division: [0x80, 0] }), track).division).toEqual({
      kind: "smpte",
      framesPerSecond: 25,
      ticksPerFrame: 40,
    })
  })

  it("may have a longer header", () => {
    const { tracks, warnings } = read(aChunk("MThd", [0, 1, 0, 1, 0, 96, 1, 2, 3]), track)
    expect(tracks).toHaveLength(1)
    expect(warnings).toEqual([])
  })

  it.each([
    ["nothing at all", [], "This is no MIDI file: it does not begin as one (byte 0)"],
    ["no header", track, "This is no MIDI file: it does not begin as one (byte 0)"],
    ["half a header", aHeader().slice(0, 12), "This MIDI file ends within its header (byte 12)"],
    ["no track", aHeader(), "This MIDI file holds no track (byte 14)"],
  ])("with %s is refused", (_, bytes, sentence) => {
    expect(() => read(bytes)).toThrow(MidiFileError)
    expect(() => read(bytes)).toThrow(sentence)
  })

  it("with more events than are allowed is refused", () => {
    const bytes = Uint8Array.from([...aHeader(), ...aChunk("MTrk", [...NOTE, ...NOTE, ...END])])
    expect(readMidiFile(bytes, { maxEvents: 2 }).tracks).toHaveLength(1)
    expect(() => readMidiFile(bytes, { maxEvents: 1 })).toThrow(MidiFileError)
  })
})
