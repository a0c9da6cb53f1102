/** The heaviest arguments of some commands on the big document: all clips, or all of 20,000 notes. */
import { entitiesOf, type Project } from "#shared/project/index.ts"

const long = { clipId: "long" }
const lane = { trackId: "track-3", laneId: "gain" }
const NOTE_IDS = Array.from({ length: 20_000 }, (_, i) => `long-${i}`)
const grid = { kind: "triplet", division: 8 }

const calls: Record<string, (project: Project, round: number) => unknown> = {
  "clip.move": (project, round) => ({
    moves: clipIds(project).map((clipId) => ({ clipId, startTicks: 240 * (1 + round) })),
  }),
  "clip.rename": (project, round) => ({ clipIds: clipIds(project), name: `${round}` }),
  "clip.remove": (project) => ({ clipIds: clipIds(project) }),
  "track.output": () => ({ trackIds: trackIds(), outputId: "room" }),
  "track.gain": (_, round) => ({ trackIds: trackIds(), gainDb: -round - 1 }),
  "track.remove": () => ({ trackIds: trackIds() }),
  "send.add": (_, round) => ({
    trackId: `track-${round}`,
    send: { busId: "room", gainDb: -3, isPreFader: true },
  }),
  "tempo.set": (_, round) => ({ events: [{ tick: 0, bpm: 121 + round, curve: "ramp" }] }),
  "time.insert": (_, round) => ({ atTicks: 1000 + round, lengthTicks: 3840 }),
  "time.delete": (_, round) => ({ fromTicks: 1000 + round, lengthTicks: 3840 }),
  "note.move": (_, round) => ({ ...long, byTicks: 10 + round, bySemitones: 1 }),
  "note.transpose": () => ({ ...long, bySemitones: -2 }),
  "note.resize": (_, round) => ({ ...long, edge: "end", byTicks: 1 + round }),
  "note.quantise": (_, round) => ({ ...long, grid, strength: 1 / (1 + round) }),
  "note.humanise": (_, seed) => ({ ...long, seed, timingTicks: 10, velocity: 8 }),
  "note.legato": (_, round) => ({ ...long, gapTicks: round }),
  "note.mute": () => ({ ...long, isMuted: true }),
  "note.remove": (_, round) => ({ ...long, noteIds: [`long-${round}`] }),
  "note.add": (_, round) => ({
    ...long,
    notes: [{ id: `new-${round}`, startTicks: 5, lengthTicks: 5, pitch: 60, velocity: 1 }],
  }),
  "note.velocity": (_, round) => ({
    ...long,
    noteIds: NOTE_IDS,
    velocities: NOTE_IDS.map((_, i) => 1 + ((i + round) % 100)),
  }),
  "controller.remove": (_, round) => ({
    ...long,
    status: 0xb0,
    number: 1,
    fromTicks: 0,
    toTicks: 100 * (1 + round),
  }),
  "automation.set": (_, round) => ({
    place: lane,
    points: Array.from({ length: 1000 }, (_, i) => ({ tick: i * 7, value: round, curve: "hold" })),
  }),
}

/** @param round tells the runs of one command apart */
export function heaviest(name: string, project: Project, round: number): unknown {
  return calls[name]?.(project, round)
}

function clipIds(project: Project): string[] {
  return entitiesOf(project.clips).map(({ id }) => id)
}

function trackIds(): string[] {
  return Array.from({ length: 200 }, (_, i) => `track-${i}`)
}
