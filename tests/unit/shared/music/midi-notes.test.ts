import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readMidiFile, type MidiEvent, type MidiTrack } from "#shared/music/midi-file/index.ts"
import { joinNotes, splitNotes, type MidiNote } from "#shared/music/midi-notes.ts"
import { bytesOf, corpusFiles } from "../../../support/midi-corpora.ts"
import { sameTracks } from "../../../support/midi-files.ts"

const files = corpusFiles()

const on = (ticks: number, pitch = 60, velocity = 64): MidiEvent => ({
  ticks,
  kind: "noteOn",
  channel: 0,
  pitch,
  velocity,
})
const off = (ticks: number, pitch = 60, velocity = 10): MidiEvent => ({
  ticks,
  kind: "noteOff",
  channel: 0,
  pitch,
  velocity,
})
const silent = (ticks: number, pitch = 60): MidiEvent => on(ticks, pitch, 0)
const pedal = (ticks: number, value = 127): MidiEvent => ({
  ticks,
  kind: "controlChange",
  channel: 0,
  controller: 64,
  value,
})
const aTrack = (events: MidiEvent[]): MidiTrack => ({
  events,
  endTicks: events.at(-1)?.ticks ?? 0,
})

/** Few pitches and times, so that notes meet often. */
const crowded: fc.Arbitrary<MidiTrack> = fc
  .array(
    fc.record({
      after: fc.nat({ max: 2 }),
      make: fc.constantFrom<(typeof on)[]>(on, off, silent, (ticks) => pedal(ticks)),
      pitch: fc.constantFrom(60, 61),
      strength: fc.integer({ min: 0, max: 127 }),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let ticks = 0
    const events = steps.map(({ after, make, pitch, strength }) =>
      make((ticks += after), pitch, strength),
    )
    return { events, endTicks: ticks + 1 }
  })

const bare = ({ ranks: _, ...note }: MidiNote): MidiNote => note
const sorted = (notes: MidiNote[]): string[] =>
  notes.map((note) => JSON.stringify(bare(note))).sort()

describe("notes of a MIDI track", () => {
  it("last from a note-on to the note-off of their pitch", () => {
    const { notes, others, warnings } = splitNotes(aTrack([on(5), pedal(7), off(25)]))
    expect(notes.map(bare)).toEqual([
      { startTicks: 5, lengthTicks: 20, pitch: 60, velocity: 64, releaseVelocity: 10, channel: 0 },
    ])
    expect(others.map(({ event }) => event)).toEqual([pedal(7)])
    expect(warnings).toEqual([])
  })

  it("may end by a note-on of velocity 0, which has no release velocity", () => {
    const track = aTrack([on(0), on(9, 60, 0)])
    expect(splitNotes(track).notes[0]).toMatchObject({ lengthTicks: 9, releaseVelocity: null })
    expect(joinNotes(splitNotes(track))).toEqual(track)
  })

  it("of equal pitch end in the order in which they began", () => {
    const { notes } = splitNotes(aTrack([on(0), on(5), off(7, 60, 1), off(20, 60, 2)]))
    expect(notes.map(({ lengthTicks, releaseVelocity }) => [lengthTicks, releaseVelocity])).toEqual(
      [
        [7, 1],
        [15, 2],
      ],
    )
  })

  it("that never end last as long as the track, with a warning", () => {
    const { notes, warnings } = splitNotes({ events: [on(4)], endTicks: 100 })
    expect(notes[0]).toMatchObject({ lengthTicks: 96 })
    expect(warnings).toEqual(["notes without an end: 1, ended with the track"])
  })

  it("leave note-offs that end none among the other events", () => {
    const track = aTrack([off(0), on(1), off(2), off(3)])
    const { others, warnings } = splitNotes(track)
    expect(others).toEqual([
      { event: off(0), rank: 0 },
      { event: off(3), rank: 3 },
    ])
    expect(warnings).toEqual(["note-offs without a note: 2, kept as they are"])
    expect(joinNotes(splitNotes(track))).toEqual(track)
  })

  it("make the very track again that they came from", () => {
    fc.assert(
      fc.property(crowded, (track) => {
        const parts = splitNotes(track)
        fc.pre(!parts.warnings.some((warning) => warning.startsWith("notes without")))
        expect(joinNotes(parts)).toEqual(track)
      }),
      { numRuns: 1000 },
    )
  })

  it("are the same notes again, also where the order of simultaneous events is not kept", () => {
    fc.assert(
      fc.property(crowded, (track) => {
        const { notes, others, endTicks } = splitNotes(track)
        const without = others.map(({ event }) => ({ event }))
        const joined = joinNotes({ notes: notes.map(bare), others: without, endTicks })
        const again = splitNotes(joined)
        expect(sorted(again.notes)).toEqual(sorted(notes))
        expect(joinNotes(again)).toEqual(joined)
      }),
      { numRuns: 1000 },
    )
  })

  it("without ranks end before others begin, and control changes stand between", () => {
    const { events } = joinNotes({
      notes: splitNotes(
        aTrack([on(0, 62), on(10, 60), on(10, 61), off(10, 62), off(10, 61), off(20, 60)]),
      ).notes.map(bare),
      others: [{ event: pedal(10) }],
      endTicks: 20,
    })
    expect(events).toEqual([
      on(0, 62),
      off(10, 62),
      pedal(10),
      on(10, 60),
      on(10, 61),
      off(10, 61),
      off(20, 60),
    ])
  })

  it("that were moved no longer keep the order that their moment had", () => {
    const track = aTrack([on(0, 60), on(10, 62), off(10, 60), off(20, 62)])
    const { notes, others, endTicks } = splitNotes(track)
    expect(joinNotes({ notes, others, endTicks }).events).toEqual(track.events)
    const moved = { ...bare(notes[0]!), startTicks: 1, lengthTicks: 9 }
    expect(joinNotes({ notes: [moved, notes[1]!], others, endTicks }).events).toEqual([
      on(1, 60),
      off(10, 60),
      on(10, 62),
      off(20, 62),
    ])
  })

  it("take time by their number, not its square", () => {
    const events = Array.from({ length: 100_000 }, (_, index) => on(index))
    const ends = Array.from({ length: 100_000 }, (_, index) => off(200_000 + index))
    const start = performance.now()
    expect(splitNotes(aTrack([...events, ...ends])).notes).toHaveLength(100_000)
    // Measured at 50 ms; queues that are shifted take ten seconds.
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it.skipIf(files.length === 0)("make the same tracks again in three corpora", () => {
    let hanging = 0
    for (const file of files) {
      for (const track of readMidiFile(bytesOf(file)).tracks) {
        const { warnings, ...parts } = splitNotes(track)
        if (warnings.some((warning) => warning.startsWith("notes without"))) hanging++
        else expect(sameTracks([joinNotes(parts)], [track]), file.name).toBe(true)
      }
    }
    // Of 331 files three have notes that never end.
    expect(hanging).toBeLessThan(10)
  })
})
