import { describe, expect, it } from "vitest"
import { metaEvent, type MidiEvent, type MidiFile } from "#shared/music/midi-file/index.ts"
import { splitNotes, type MidiNote } from "#shared/music/midi-notes.ts"
import { midiFromProject } from "#shared/project/midi/index.ts"
import { clipsOf, entitiesOf, type Project } from "#shared/project/index.ts"
import { after, aNote, aNotesClip, anEmptyProject } from "../../../../support/projects.ts"
import { aFile, imported } from "../../../../support/midi-projects.ts"

const note = (startTicks: number, channel: number): MidiNote => ({
  ...{ startTicks, lengthTicks: 48, pitch: 60, velocity: 90, releaseVelocity: 64, channel },
})
const name = (text: string): MidiEvent =>
  metaEvent(0, { kind: "text", role: "trackName", text, encoding: "utf-8" })
const tempo = (ticks: number, microsecondsPerQuarter: number): MidiEvent =>
  metaEvent(ticks, { kind: "tempo", microsecondsPerQuarter })
const sysex: MidiEvent = { ticks: 5, kind: "sysex", bytes: Uint8Array.of(0x7e, 0x7f, 9, 1, 0xf7) }

const aSong = (): MidiFile =>
  aFile([
    { others: [name("Song"), tempo(0, 500_000), sysex] },
    {
      others: [name("Bass"), { ticks: 0, kind: "programChange", channel: 1, program: 33 }],
      notes: [note(0, 1), note(96, 1)],
    },
    { others: [name("Kit")], notes: [note(0, 9)] },
  ])

const tracksNamed = ({ tracks }: Project): Map<string, string> =>
  new Map(entitiesOf(tracks).map((track) => [track.name, track.id]))

function aLoop(changes: object): Project {
  return after(
    anEmptyProject(),
    ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
    ["clip.add", { clips: [aNotesClip("a", { notes: [aNote("n")], ...changes })] }],
  )
}

const startsIn = (file: MidiFile): number[] =>
  splitNotes(file.tracks[1]!).notes.map(({ startTicks }) => startTicks)

describe("a project that came from a MIDI file", () => {
  it("has a track a channel with notes, named by the file or by General MIDI", () => {
    const { project } = imported(aSong())
    expect(project.title).toBe("Song")
    expect([...tracksNamed(project).keys()].sort()).toEqual(["Bass", "Kit", "Master"])
    const mixed = imported({
      ...aFile([{ notes: [note(0, 0), note(0, 9)], others: [] }]),
      format: 0,
    })
    expect([...tracksNamed(mixed.project).keys()].sort()).toEqual([
      "Acoustic Grand Piano",
      "Drums",
      "Master",
    ])
    expect(mixed.project.title).toBe("Untitled")
  })

  it("has one clip a track, as long as whole bars", () => {
    const { project } = imported(aSong())
    const [clip] = clipsOf(project, tracksNamed(project).get("Bass")!)
    expect(clip).toMatchObject({ startTicks: 0, lengthTicks: 3840 })
  })

  it("is written with another tempo where that was changed, and with all else as it was", () => {
    const { project } = imported(aSong())
    const faster = after(project, ["tempo.set", { events: [{ tick: 0, bpm: 240, curve: "step" }] }])
    const { file } = midiFromProject(faster)
    expect(file.division).toEqual(aSong().division)
    expect(file.tracks.slice(1)).toEqual(aSong().tracks.slice(1))
    const [head] = file.tracks
    expect(head!.events).toContainEqual(tempo(0, 250_000))
    expect(head!.events).not.toContainEqual(tempo(0, 500_000))
    expect(head!.events).toContainEqual(sysex)
  })

  it("is written in finer ticks where a note stands between those of the file", () => {
    const { project } = imported(aSong())
    const [clip] = clipsOf(project, tracksNamed(project).get("Bass")!)
    const finer = after(project, [
      "note.add",
      { clipId: clip!.id, notes: [aNote("n99", { startTicks: 7 })] },
    ])
    const { file } = midiFromProject(finer)
    expect(file.division).toEqual({ kind: "quarters", ticksPerQuarter: 960 })
    expect(startsIn(file)).toEqual([0, 7, 960])
    expect(file.tracks[0]!.events).toContainEqual({ ...sysex, ticks: 50 })
  })

  it("is written with another name and instrument where a track has them", () => {
    const { project } = imported(aSong())
    const id = tracksNamed(project).get("Bass")!
    const [device] = entitiesOf(project.tracks).find((track) => track.id === id)!.devices
    const state = { program: 4, bank: 0, isDrums: false }
    const changed = after(
      project,
      ["track.rename", { trackId: id, name: "Keys" }],
      ["device.state", { deviceId: device, state }],
    )
    const again = imported(midiFromProject(changed).file).project
    expect([...tracksNamed(again).keys()].sort()).toEqual(["Keys", "Kit", "Master"])
    expect(entitiesOf(again.devices).map((one) => one.state)).toContainEqual(state)
  })

  it("is written without a track that was removed, and with one that was added", () => {
    const { project } = imported(aSong())
    const changed = after(
      project,
      ["track.remove", { trackIds: [tracksNamed(project).get("Bass")!] }],
      ["track.add", { id: "keys", kind: "instrument", name: "New" }],
      ["clip.add", { clips: [aNotesClip("a", { notes: [aNote("n")] })] }],
    )
    const again = imported(midiFromProject(changed).file).project
    expect([...tracksNamed(again).keys()].sort()).toEqual(["Kit", "Master", "New"])
  })
})

describe("a MIDI file of any project", () => {
  it("has loops unrolled", () => {
    const loop = { lengthTicks: 960, offsetTicks: 0 }
    expect(startsIn(midiFromProject(aLoop({ lengthTicks: 2880, loop })).file)).toEqual([
      0, 960, 1920,
    ])
  })

  it("has no muted notes and no muted clips", () => {
    const notes = [aNote("a"), aNote("b", { startTicks: 100, isMuted: true })]
    expect(startsIn(midiFromProject(aLoop({ notes })).file)).toEqual([0])
    expect(startsIn(midiFromProject(aLoop({ isMuted: true })).file)).toEqual([])
  })

  it("keeps the time of a tempo ramp", () => {
    const ramp = after(aLoop({}), [
      "tempo.set",
      {
        events: [
          { tick: 0, bpm: 60, curve: "ramp" },
          { tick: 9600, bpm: 180, curve: "step" },
        ],
      },
    ])
    const { file, warnings } = midiFromProject(ramp)
    expect(warnings).toContain("tempo ramps written as steps: 1")
    const { tempo: steps } = imported(file).project
    const seconds = steps
      .slice(0, -1)
      .reduce((sum, { tick, bpm }, i) => sum + ((steps[i + 1]!.tick - tick) * 60) / (960 * bpm), 0)
    // The integral of 60 / bpm over ten quarters from 60 to 180: 5 ln 3 seconds. Tempi are rounded to a microsecond.
    expect(seconds).toBeCloseTo(5 * Math.log(3), 4)
  })

  it("says what it has no place for", () => {
    const project = after(aLoop({}), ["chord.set", { events: [{ tick: 0, symbol: "Am7" }] }])
    expect(midiFromProject(project).warnings).toEqual(["chords left out: 1"])
  })
})
