/** Random arguments for commands on clips, notes and controllers. */
import { clipsOf, entitiesOf, type Clip, type Project } from "#shared/project/index.ts"
import { aCurveClip, anAudioClip, aNote, aNotesClip } from "../projects.ts"
import {
  clips,
  clipsOfKind,
  idOf,
  ids,
  point,
  step,
  tracksOf,
  type Dice,
  type Maker,
} from "./dice.ts"
import { someGestureClip } from "./gesture-makers.ts"

const clipSet = (field: string, value: (dice: Dice) => unknown, kind?: Clip["kind"]): Maker => {
  return (project, dice) => {
    const all = kind ? clipsOfKind(project, kind) : clips(project)
    return { clipIds: ids(dice.some(all)), [field]: value(dice) }
  }
}
const notesPart = (project: Project, dice: Dice): { clipId: string; noteIds?: string[] } => {
  const all = clipsOfKind(project, "notes")
  const clip = all.length > 0 ? dice.one(all) : undefined
  if (clip?.kind !== "notes") return { clipId: "nothing" }
  return dice.coin()
    ? { clipId: clip.id }
    : { clipId: clip.id, noteIds: ids(dice.some(clip.notes)) }
}
const fade = (dice: Dice): unknown =>
  dice.coin() ? { lengthTicks: step(dice, 8), curve: "linear" } : null
function someClip(project: Project, dice: Dice): unknown {
  const place = { startTicks: step(dice), lengthTicks: 240 * (1 + dice.upTo(32)) }
  const id = dice.fresh("clip")
  const on = (...kinds: string[]): string =>
    idOf(
      tracksOf(project).filter(({ kind }) => kinds.includes(kind)),
      dice,
    )
  const kind = dice.upTo(3)
  if (kind === 3) return someGestureClip(project, dice, place)
  if (kind === 0) {
    const mediaId = idOf(entitiesOf(project.media), dice)
    return anAudioClip(id, { ...place, trackId: on("audio"), mediaId, offsetSeconds: dice.upTo(5) })
  }
  if (kind === 1) {
    const track = dice.one(tracksOf(project))
    const parameter = dice.one(["gainDb", "pan"])
    const points = [0, 480, 1920].map((tick) => ({ ...point(dice), tick })) as never
    return aCurveClip(id, { ...place, trackId: track.id, target: { parameter }, points })
  }
  const notes = Array.from({ length: dice.upTo(12) }, (_, i) =>
    aNote(`n${i}`, { startTicks: step(dice, 16), pitch: 30 + dice.upTo(60) }),
  )
  const controllers: [number, number, number, number][] = [
    [step(dice, 8), 0xb0, 7, dice.upTo(127)],
    [step(dice, 8), 0xe0, 0, dice.upTo(127)],
  ]
  return aNotesClip(id, { ...place, trackId: on("instrument", "drum"), notes, controllers })
}

export const clipMakers: Record<string, Maker> = {
  "clip.add": (project, dice) => ({ clips: [someClip(project, dice), someClip(project, dice)] }),
  "take.add": (project, dice) => ({ clip: someClip(project, dice), pieceId: dice.fresh("piece") }),
  "take.choose": (project, dice) => {
    const take = dice.any(clips(project).filter(({ takeLane }) => takeLane !== undefined))
    const startTicks = (take?.startTicks ?? 0) + step(dice, 8)
    return {
      ...{ takeId: take?.id ?? "nothing", pieceId: dice.fresh("piece") },
      ...(dice.coin() ? { range: { startTicks, endTicks: startTicks + step(dice, 16) } } : {}),
    }
  },
  "clip.remove": (project, dice) => ({ clipIds: [idOf(clips(project), dice)] }),
  "clip.move": (project, dice) => ({
    moves: dice.some(clips(project)).map(({ id, trackId }) => ({
      clipId: id,
      startTicks: step(dice),
      trackId: dice.upTo(5) === 0 ? dice.one(tracksOf(project)).id : trackId,
    })),
  }),
  "clip.duplicate": (project, dice) => ({
    copies: [
      { clipId: idOf(clips(project), dice), newId: dice.fresh("c"), startTicks: step(dice) },
    ],
  }),
  "clip.resize": (project, dice) => ({
    edges: dice.some(clips(project)).map((clip) => ({
      clipId: clip.id,
      startTicks: Math.max(0, clip.startTicks + 120 * (dice.upTo(4) - 2)),
      ...(dice.coin() ? { endTicks: clip.startTicks + 480 + step(dice) } : {}),
    })),
  }),
  "clip.slip": clipSet("byTicks", (dice) => 120 * (dice.upTo(8) - 4)),
  "clip.split": (project, dice) => ({
    splits: dice.some(clips(project)).map(({ id, startTicks, lengthTicks }) => ({
      clipId: id,
      cuts: [0.25, 0.75].map((share) => ({
        atTicks: startTicks + Math.floor(lengthTicks * share),
        newId: dice.fresh("part"),
      })),
    })),
  }),
  "clip.join": (project, dice) => {
    const first = dice.any(clips(project))
    if (!first) return { clipIds: ["a", "b"] }
    const near = clipsOf(project, first.trackId).filter(({ kind }) => kind === first.kind)
    const at = near.indexOf(first)
    return { clipIds: ids(near.slice(at, at + 2)) }
  },
  "clip.rename": clipSet("name", () => "Chorus"),
  "clip.colour": clipSet("colour", (dice) => (dice.coin() ? null : dice.upTo(5))),
  "clip.mute": clipSet("isMuted", (dice) => dice.coin()),
  "clip.loop": clipSet("loop", (dice) =>
    dice.coin() ? null : { lengthTicks: 960, offsetTicks: 120 * dice.upTo(6) },
  ),
  "clip.credit": clipSet("madeBy", (dice) =>
    dice.coin() ? null : { model: "Base", version: "1", seed: dice.upTo(9), settings: {} },
  ),
  "clip.gain": clipSet("gainDb", (dice) => -dice.upTo(20), "audio"),
  "clip.fade": (project, dice) => ({
    clipIds: ids(dice.some(clipsOfKind(project, dice.one(["audio", "gesture"])))),
    fadeIn: fade(dice),
    fadeOut: fade(dice),
  }),
  "clip.stretch": clipSet(
    "stretch",
    (dice) => ({
      mode: dice.one(["off", "tempo", "ratio"]),
      ratio: dice.one([0.5, 1, 1.5]),
      semitones: dice.upTo(12) - 6,
      sourceBpm: 100,
    }),
    "audio",
  ),
  "note.add": (project, dice) => ({
    clipId: idOf(clipsOfKind(project, "notes"), dice),
    notes: [aNote(dice.fresh("note"), { startTicks: step(dice, 16), pitch: dice.upTo(127) })],
  }),
  "note.remove": notesPart,
  "note.move": (project, dice) => ({
    ...notesPart(project, dice),
    byTicks: 120 * (dice.upTo(8) - 3),
    bySemitones: dice.upTo(8) - 4,
  }),
  "note.transpose": (project, dice) => ({
    ...notesPart(project, dice),
    bySemitones: dice.upTo(24) - 12,
  }),
  "note.resize": (project, dice) => ({
    ...notesPart(project, dice),
    edge: dice.one(["start", "end"]),
    byTicks: 120 * (dice.upTo(8) - 3),
  }),
  "note.velocity": (project, dice) => {
    const { clipId, noteIds } = notesPart(project, dice)
    if (!noteIds) return { clipId, velocities: [1 + dice.upTo(126)] }
    return { clipId, noteIds, velocities: noteIds.map(() => 1 + dice.upTo(126)) }
  },
  "note.mute": (project, dice) => ({ ...notesPart(project, dice), isMuted: dice.coin() }),
  "note.quantise": (project, dice) => ({
    ...notesPart(project, dice),
    grid: { kind: dice.one(["straight", "triplet", "dotted"]), division: 8 },
    strength: dice.upTo(4) / 4,
    swing: dice.upTo(4) / 4,
    ends: dice.coin(),
  }),
  "note.humanise": (project, dice) => ({
    ...notesPart(project, dice),
    seed: dice.upTo(1000),
    timingTicks: 20,
    velocity: 8,
  }),
  "note.legato": (project, dice) => ({ ...notesPart(project, dice), gapTicks: dice.upTo(40) - 20 }),
  "controller.set": (project, dice) => ({
    clipId: idOf(clipsOfKind(project, "notes"), dice),
    events: [[step(dice, 8), dice.one([0xb0, 0xe3, 0xd0, 0xa1, 0xc0]), 7, dice.upTo(127)]],
  }),
  "controller.remove": (project, dice) => ({
    clipId: idOf(clipsOfKind(project, "notes"), dice),
    status: dice.one([0xb0, 0xe0]),
    ...(dice.coin() ? { number: 7 } : {}),
    fromTicks: 0,
    toTicks: step(dice),
  }),
}
