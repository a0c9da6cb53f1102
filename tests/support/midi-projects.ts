/** Projects that a MIDI file can hold, and files with notes that end. */
import fc from "fast-check"
import type { MidiEvent, MidiFile } from "#shared/music/midi-file/index.ts"
import { joinNotes, type MidiNote } from "#shared/music/midi-notes.ts"
import { projectFromMidi, type FromMidi } from "#shared/project/midi/index.ts"
import { clipsOf, entitiesOf, entityOf, runCommand, type Project } from "#shared/project/index.ts"
import { anEmptyProject } from "./projects.ts"

export function imported(file: MidiFile, title = "Untitled"): FromMidi {
  let next = 0
  return projectFromMidi(file, { title, newId: () => `new-${next++}` })
}

const tick = fc.nat({ max: 40_000 })
const seven = fc.nat({ max: 127 })
const aName = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .map((text) => `x${text.trim()}`)

const aNote = fc.record(
  {
    startTicks: tick,
    lengthTicks: fc.nat({ max: 4000 }),
    pitch: seven,
    velocity: fc.integer({ min: 1, max: 127 }),
    releaseVelocity: seven,
  },
  { requiredKeys: ["startTicks", "lengthTicks", "pitch", "velocity"] },
)

/** Messages but for banks and programs, which may become the instrument's setting. */
const aController = fc.oneof(
  fc.tuple(tick, fc.constant(0xb0), fc.integer({ min: 1, max: 31 }), seven),
  fc.tuple(tick, fc.constantFrom(0xa0, 0xe0), seven, seven),
  fc.tuple(tick, fc.constant(0xd0), seven, fc.constant(0)),
)

const aTrack = fc.record({
  name: aName,
  isDrums: fc.boolean(),
  program: seven,
  notes: fc.array(aNote, { minLength: 1, maxLength: 20 }),
  controllers: fc.array(aController, { maxLength: 10 }),
})

/** Tempo in whole microseconds a quarter, as files have it. */
const tempi = fc.uniqueArray(
  fc.record({ tick, microseconds: fc.integer({ min: 10_000, max: 10_000_000 }) }),
  { selector: (event) => event.tick, maxLength: 5 },
)
const meters = fc.uniqueArray(
  fc.record({
    tick,
    numerator: fc.integer({ min: 1, max: 32 }),
    denominator: fc.constantFrom(1, 2, 4, 8, 16, 32, 64),
  }),
  { selector: (event) => event.tick, maxLength: 5 },
)
const keys = fc.uniqueArray(
  fc.record({
    tick,
    tonic: fc.constantFrom("C", "Eb", "F#", "A"),
    mode: fc.constantFrom("major" as const, "minor" as const),
  }),
  { selector: (event) => event.tick, maxLength: 3 },
)
const markers = fc.array(fc.record({ tick, name: aName }), { maxLength: 4 })

export const aMidiProject: fc.Arbitrary<Project> = fc
  .record({
    title: aName,
    tracks: fc.array(aTrack, { maxLength: 6 }),
    tempi,
    meters,
    keys,
    markers,
  })
  .map(({ tracks, ...rest }) => {
    let project: Project = { ...anEmptyProject(), title: rest.title }
    const run = (name: string, args: unknown): void => {
      project = runCommand(project, name, args).project
    }
    for (const { tick: at, microseconds } of rest.tempi)
      run("tempo.set", { events: [{ tick: at, bpm: 60e6 / microseconds, curve: "step" }] })
    for (const event of rest.meters) run("meter.set", { events: [event] })
    for (const event of rest.keys) run("key.set", { events: [event] })
    for (const [i, marker] of rest.markers.entries())
      run("marker.set", { marker: { id: `m${i}`, ...marker } })
    for (const [i, track] of tracks.entries()) addTrack(run, `t${i}`, track)
    return project
  })

type Made = typeof aTrack extends fc.Arbitrary<infer T> ? T : never

function addTrack(run: (name: string, args: unknown) => void, id: string, track: Made): void {
  const { name, isDrums, notes, controllers } = track
  const program = isDrums ? 0 : track.program
  const state = { program, bank: 0, isDrums }
  const device = { id: `${id}-font`, kind: "soundfont", role: "instrument", state }
  const controllersInOrder = controllers
    .toSorted(([a], [b]) => a - b)
    .map(([at, status, ...data]) => [at, status + (isDrums ? 9 : 0), ...data])
  run("track.add", { id, kind: isDrums ? "drum" : "instrument", name })
  run("device.add", { trackId: id, device: { ...device, isBypassed: false, parameters: {} } })
  const clip = {
    ...{ id: `${id}-clip`, kind: "notes", trackId: id, name, startTicks: 0, lengthTicks: 50_000 },
    ...{ isMuted: false, offsetTicks: 0, controllers: controllersInOrder },
    notes: withoutOverlaps(notes).map((note, i) => ({ id: `n${i}`, ...note })),
  }
  run("clip.add", { clips: [clip] })
}

/** Of one pitch only notes that do not sound at once: MIDI cannot say which of two ends. */
function withoutOverlaps<N extends { startTicks: number; lengthTicks: number; pitch: number }>(
  notes: readonly N[],
): N[] {
  const ends = new Map<number, number>()
  return notes
    .toSorted((a, b) => a.startTicks - b.startTicks)
    .filter(({ startTicks, lengthTicks, pitch }) => {
      if (startTicks < (ends.get(pitch) ?? 0)) return false
      ends.set(pitch, startTicks + lengthTicks + 1)
      return true
    })
}

/** What a MIDI file keeps of a project, ids left out. */
export function keptByMidi(project: Project) {
  const { title, tempo, meters: meterLane, keys: keyLane } = project
  return {
    ...{ title, tempo, meters: meterLane, keys: keyLane },
    markers: entitiesOf(project.markers)
      .map(({ tick: at, name }) => `${at} ${name}`)
      .sort(),
    tracks: project.trackOrder.map((id) => {
      const { kind, name, devices } = entityOf(project.tracks, id)!
      const clips = clipsOf(project, id).filter((clip) => clip.kind === "notes")
      return {
        ...{ kind, name, state: entityOf(project.devices, devices[0]!)?.state },
        notes: clips
          .flatMap((clip) => clip.notes)
          .map(({ id: _, ...note }) => JSON.stringify(note, Object.keys(note).sort()))
          .sort(),
        controllers: clips.flatMap((clip) => clip.controllers),
      }
    }),
  }
}

/** A file whose notes all end, from a list of notes and other events. */
export function aFile(
  tracks: { notes?: MidiNote[]; others?: MidiEvent[]; endTicks?: number }[],
  ticksPerQuarter = 96,
): MidiFile {
  return {
    format: 1,
    division: { kind: "quarters", ticksPerQuarter },
    tracks: tracks.map(({ notes = [], others = [], endTicks = 0 }) =>
      joinNotes({ notes, others: others.map((event) => ({ event })), endTicks }),
    ),
  }
}
