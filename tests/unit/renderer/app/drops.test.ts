import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { StudioError } from "#shared/contract/index.ts"
import { writeMidiFile, type MidiEvent } from "#shared/music/midi-file/index.ts"
import { clipsOf, entitiesOf, entityOf, tempoMapOf, type Project } from "#shared/project/index.ts"
import { musicxmlFromProject } from "#shared/project/musicxml/index.ts"
import { readScore } from "#engine/projects/musicxml-io.ts"
import { Imported, kindOf, resultOf } from "../../../../src-renderer/app/drops/dropped.ts"
import { midiSteps } from "../../../../src-renderer/app/drops/midi-steps.ts"
import { pieceSteps } from "../../../../src-renderer/app/drops/piece-steps.ts"
import { songSteps } from "../../../../src-renderer/app/drops/song-steps.ts"
import { nightFerry } from "../../../support/night-ferry.ts"
import { after, aNotesClip, anEmptyProject } from "../../../support/projects.ts"
import { aSong } from "../../../support/synthetic-song.ts"

const done = (project: Project, steps: ReturnType<typeof songSteps>): Project =>
  after(project, ...steps.map(({ name, args }) => [name, args] as [typeof name, unknown]))

const BAR = 3840
const at = (startTicks: number) => ({ startTicks, trackId: null })

describe("songs that are dropped", () => {
  test("without a track begin together, each on a new one below the last", () => {
    const songs = [aSong({ id: "a", title: "Dawn" }), aSong({ id: "b", title: "Dusk" })]
    const project = done(
      after(anEmptyProject(), ["track.add", { id: "keys", kind: "instrument", name: "Keys" }]),
      songSteps(anEmptyProject(), songs, { startTicks: BAR, trackId: null }),
    )
    const names = project.trackOrder.map((id) => clipsOf(project, id).map(({ name }) => name))
    expect(names).toEqual([[], ["Dawn"], ["Dusk"]])
    expect(entitiesOf(project.clips).map(({ startTicks }) => startTicks)).toEqual([BAR, BAR])
  })

  test("over a lane that takes none come right below it", () => {
    const project = after(
      anEmptyProject(),
      ...["keys", "bass"].map((id): ["track.add", unknown] => [
        "track.add",
        { id, kind: "instrument", name: id },
      ]),
    )
    const songs = [aSong({ id: "a", title: "Dawn" }), aSong({ id: "b", title: "Dusk" })]
    const place = { startTicks: 0, trackId: null, belowId: "keys" }
    const { trackOrder, tracks } = done(project, songSteps(project, songs, place))
    const names = trackOrder.map((id) => entityOf(tracks, id)?.name)
    expect(names).toEqual(["keys", "Dawn", "Dusk", "bass"])
  })

  test("on a track follow one another, and the same song is one recording", () => {
    const empty = after(anEmptyProject(), ["track.add", { id: "t", kind: "audio", name: "T" }])
    const song = aSong({ id: "a", durationSeconds: 3 })
    const project = done(empty, songSteps(empty, [song, song], { startTicks: 0, trackId: "t" }))
    const [first, second] = clipsOf(project, "t")
    expect(second?.startTicks).toBe(Math.ceil(first!.startTicks + first!.lengthTicks))
    expect(entitiesOf(project.media)).toHaveLength(1)
  })

  test("last as long as they sound, wherever the tempo changes", () => {
    const seconds = fc.double({ min: 0.5, max: 200, noNaN: true })
    fc.assert(
      fc.property(fc.nat(40 * BAR), seconds, fc.nat(40 * BAR), (startTicks, length, tick) => {
        const events = [{ tick: tick + 1, bpm: 73.5, curve: "step" }]
        const empty = after(anEmptyProject(), ["tempo.set", { events }])
        const song = aSong({ id: "a", durationSeconds: length })
        const project = done(empty, songSteps(empty, [song], { startTicks, trackId: null }))
        const [clip] = entitiesOf(project.clips)
        const tempo = tempoMapOf(project)
        const sounded =
          tempo.secondsAt(startTicks + clip!.lengthTicks) - tempo.secondsAt(startTicks)
        expect(sounded).toBeCloseTo(length, 6)
      }),
    )
  })
})

describe("a MIDI file that is dropped", () => {
  const events: MidiEvent[] = [
    { ticks: 0, kind: "noteOn", channel: 0, pitch: 60, velocity: 90 },
    { ticks: 480, kind: "noteOff", channel: 0, pitch: 60, velocity: 64 },
    { ticks: 480, kind: "noteOn", channel: 9, pitch: 36, velocity: 90 },
    { ticks: 600, kind: "noteOff", channel: 9, pitch: 36, velocity: 64 },
  ]
  const tempo: MidiEvent = {
    ...{ ticks: 0, kind: "meta", type: 0x51 },
    bytes: Uint8Array.of(0x0a, 0x2c, 0x2a),
  }
  const bytes = writeMidiFile({
    ...{ format: 1, division: { kind: "quarters", ticksPerQuarter: 480 } },
    tracks: [{ events: [tempo, ...events], endTicks: 1920 }],
  })
  const added = (project: Project): Project =>
    done(project, midiSteps(project, bytes, { title: "Tune", place: at(2 * BAR) }).steps)
  const bpm = (project: Project): number | undefined => project.tempo[0]?.bpm

  test("becomes a track with a player for each channel, moved to where it was dropped", () => {
    const project = added(anEmptyProject())
    const kinds = entitiesOf(project.tracks).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== "master").toSorted()).toEqual(["drum", "instrument"])
    expect(entitiesOf(project.devices)).toHaveLength(2)
    for (const clip of entitiesOf(project.clips)) expect(clip.startTicks).toBe(2 * BAR)
    const twice = added(project)
    const colours = twice.trackOrder.map((id) => entityOf(twice.tracks, id)!.colour)
    expect(new Set(colours).size).toBe(4)
  })

  test("in 6/8 begins with a bar of its own meter, wherever it was let go", () => {
    const meter: MidiEvent = {
      ticks: 0,
      kind: "meta",
      type: 0x58,
      bytes: Uint8Array.of(6, 3, 36, 8),
    }
    const division = { kind: "quarters", ticksPerQuarter: 480 } as const
    const tracks = [{ events: [meter, ...events], endTicks: 1440 }]
    const file = writeMidiFile({ format: 0, division, tracks })
    const empty = anEmptyProject()
    const { steps } = midiSteps(empty, file, { title: "Jig", place: at(5 * BAR) })
    const starts = entitiesOf(done(empty, steps).clips).map(({ startTicks }) => startTicks / 2880)
    expect(new Set(starts)).toEqual(new Set([7]))
  })

  test("brings its tempo to a piece without clips, and leaves another piece's as it is", () => {
    const first = added(anEmptyProject())
    expect(bpm(first)).not.toBe(120)
    const slow = after(first, ["tempo.set", { events: [{ tick: 0, bpm: 61, curve: "step" }] }])
    const second = added(slow)
    expect(bpm(second)).toBe(61)
    expect(entitiesOf(second.clips)).toHaveLength(4)
  })

  test.each([
    ["a track that takes no recordings", "keys", { trackId: null, belowId: "keys" }],
    ["a recording's track", "voice", { trackId: "voice" }],
  ])("over %s comes right below it, in its own order", (_, aboveId, over) => {
    const before = after(
      anEmptyProject(),
      ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
      ["track.add", { id: "voice", kind: "audio", name: "Voice" }],
      ["track.add", { id: "bass", kind: "instrument", name: "Bass" }],
    )
    const place = { startTicks: 0, ...over }
    const { trackOrder, tracks } = done(
      before,
      midiSteps(before, bytes, { title: "T", place }).steps,
    )
    const above = trackOrder.findIndex((id) => id === aboveId)
    const made = trackOrder.slice(above + 1, above + 3)
    expect(made.map((id) => entityOf(tracks, id)?.kind)).toEqual(["instrument", "drum"])
    expect(trackOrder.filter((id) => !made.includes(id))).toEqual(["keys", "voice", "bass"])
  })

  test("that is none is refused in words", () => {
    const project = anEmptyProject()
    expect(() => midiSteps(project, Uint8Array.of(1, 2, 3), { title: "x", place: at(0) })).toThrow(
      /MIDI/,
    )
  })
})

describe("a score that is dropped", () => {
  const bytes = new TextEncoder().encode(musicxmlFromProject(nightFerry(), "1").text)
  let ids = 0
  const options = { title: "Night Ferry", newId: () => `new-${ids++}` }
  const quartet = readScore(bytes, "Night Ferry.musicxml", options).project

  test("brings its parts to where it was dropped, and its lanes to a piece without clips only", () => {
    const first = done(anEmptyProject(), pieceSteps(anEmptyProject(), quartet, at(3 * BAR)))
    expect(first.trackOrder).toHaveLength(quartet.trackOrder.length)
    const moved = (tick: number): number => tick + 3 * BAR
    expect(first.chords).toEqual(quartet.chords.map((c) => ({ ...c, tick: moved(c.tick) })))
    const seconds = (project: Project, tick: number): number => tempoMapOf(project).secondsAt(tick)
    for (const tick of [5 * BAR, 40 * BAR])
      expect(seconds(first, moved(tick)) - seconds(first, moved(0))).toBeCloseTo(
        seconds(quartet, tick),
        6,
      )
    for (const { tick } of quartet.meters.slice(1))
      expect(first.meters.map((each) => each.tick)).toContain(moved(tick))
    for (const clip of entitiesOf(first.clips)) expect(clip.startTicks).toBe(3 * BAR)
    const other = after(
      anEmptyProject(),
      ["track.add", { id: "k", kind: "instrument", name: "K" }],
      ["clip.add", { clips: [aNotesClip("c", { trackId: "k" })] }],
    )
    expect(done(other, pieceSteps(other, quartet, at(0))).chords).toEqual([])
  })
})

describe("the bridge's answers", () => {
  test("are what was asked for, or the error in its own words", () => {
    expect(resultOf({ result: { jobIds: ["a"] } }, Imported).jobIds).toEqual(["a"])
    const refused = { error: { code: "unreadable", message: "x.slipmat is damaged" } }
    expect(() => resultOf(refused, Imported)).toThrow(
      new StudioError("unreadable", "x.slipmat is damaged"),
    )
  })

  test.each([
    ["Tune.MID", "midi"],
    ["Piece.slipmat", "project"],
    ["Other.dawproject", "project"],
    ["Quartet.musicxml", "score"],
    ["Quartet.MXL", "score"],
    ["Voice.wav", "sound"],
    ["a folder", "sound"],
  ])("%s is a %s", (name, kind) => expect(kindOf({ name })).toBe(kind))
})
