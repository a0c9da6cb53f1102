import { expect, test } from "vitest"
import type { KeptTake } from "#shared/contract/index.ts"
import { Deck } from "#shared/dsp/deck/index.ts"
import type { Played } from "#shared/gesture/index.ts"
import {
  clipsOf,
  entityOf,
  newProject,
  ProjectId,
  runCommand,
  TrackId,
  type Project,
} from "#shared/project/index.ts"
import { TAKE } from "../../../support/projects.ts"
import { jamSteps } from "../../../../src-renderer/app/jam-to-project.ts"

const played: Played = {
  ...{ rateHz: 48_000, frames: 192_000 },
  start: new Deck(48_000).snapshot(),
  events: [
    { kind: "platter", frame: 0, position: 0, velocity: 0 },
    { kind: "touch", frame: 0, isHeld: true },
    { kind: "platter", frame: 96_480, position: 0.3, velocity: 1 },
  ],
}
const take = { id: "t", title: "Take 4", createdAt: 0, partId: null } as unknown as KeptTake
const jam = { take, spans: [{ from: 96_000, to: 150_000 }], startTicks: 3840.4, mode: "tease" }

function withMedia(): Project {
  const empty = newProject(ProjectId.parse("p"), TrackId.parse("t"))
  return runCommand(empty, "media.add", { media: [{ ...TAKE, id: "m" }] }).project
}

const place = (project: Project, startTicks: number): Project =>
  jamSteps(project, { ...jam, startTicks, played, mediaId: "m" }).steps.reduce(
    (now, { name, args }) => runCommand(now, name, args as never).project,
    project,
  )
const pairNames = ["You", "Partner"]
const gestureTracks = (project: Project) =>
  project.trackOrder
    .map((id) => entityOf(project.tracks, id)!)
    .filter(({ kind }) => kind === "gesture")

test("both parts of a jam lie on tracks of their own, the partner's marked as a machine's", () => {
  const once = place(withMedia(), jam.startTicks)
  const tracks = gestureTracks(once)
  expect(tracks.map(({ name }) => name)).toEqual(["You", "Partner"])
  const [you, partner] = tracks.map(({ id }) => clipsOf(once, id)[0]!) as [
    ReturnType<typeof clipsOf>[number],
    ReturnType<typeof clipsOf>[number],
  ]
  expect(you).toMatchObject({ name: "You", startTicks: 3840 })
  expect(you.madeBy).toBeUndefined()
  expect(partner).toMatchObject({
    ...{ name: "Partner", startTicks: 3840, lengthTicks: you.lengthTicks },
    madeBy: { model: "Scratch partner", settings: { mode: "tease" } },
  })
})

test("a jam ends at a whole tick, whatever its tempo and length", () => {
  for (const frames of [191_999, 150_001, 123_457]) {
    const shorter = { ...played, frames }
    const at = { ...jam, startTicks: 3840.4, played: shorter, mediaId: "m" }
    const project = jamSteps(withMedia(), at).steps.reduce(
      (now, { name, args }) => runCommand(now, name, args as never).project,
      withMedia(),
    )
    expect(gestureTracks(project)).toHaveLength(2)
  }
})

test("later jams lie on the same pair of tracks, also where these are called something else by now", () => {
  const once = place(withMedia(), jam.startTicks)
  const trackIds = gestureTracks(once).map(({ id }) => id)
  const renamed = trackIds.reduce(
    (now, id, at) => runCommand(now, "track.rename", { trackId: id, name: `T ${at}` }).project,
    once,
  )
  const twice = place(renamed, 96_000)
  expect(gestureTracks(twice).map(({ id }) => id)).toEqual(trackIds)
  for (const id of trackIds)
    expect(clipsOf(twice, id).map(({ startTicks }) => startTicks)).toEqual([3840, 96_000])
})

test("a jam that was played where one lies already comes behind it, at the same place of a bar", () => {
  let project = withMedia()
  // Four seconds at 120: 7680 ticks, two bars of 3840.
  for (let jams = 0; jams < 3; jams++) project = place(project, 3840 + 100)
  const tracks = gestureTracks(project)
  expect(tracks).toHaveLength(2)
  for (const { id } of tracks)
    expect(clipsOf(project, id).map(({ startTicks }) => startTicks)).toEqual([3940, 11_620, 19_300])
})

test("where the song goes on beside it, a jam lies where it was played, on another pair if need be", () => {
  const song = TrackId.parse("song")
  const steps: [string, unknown][] = [
    ["track.add", { id: song, kind: "gesture", name: "Hand", colour: 1 }],
    [
      "gesture.add",
      { id: "music", trackId: song, startTicks: 0, name: "Music", mediaId: "m", played },
    ],
  ]
  let project = steps.reduce(
    (now, [name, args]) => runCommand(now, name as never, args as never).project,
    withMedia(),
  )
  for (let jams = 0; jams < 3; jams++) project = place(project, 3840)
  const pairs = gestureTracks(project).slice(1)
  expect(pairs.map(({ name }) => name)).toEqual([...pairNames, ...pairNames, ...pairNames])
  for (const { id } of pairs)
    expect(clipsOf(project, id).map(({ startTicks }) => startTicks)).toEqual([3840])
  // Where a pair is free, it is taken again.
  project = place(project, 38_400)
  expect(gestureTracks(project)).toHaveLength(7)
})

test("bars in which nobody played are cut from both ends of both parts", () => {
  const late: Played = {
    ...played,
    frames: 960_000,
    events: [
      { kind: "touch", frame: 300_000, isHeld: true },
      { kind: "platter", frame: 310_000, position: 0.3, velocity: 1 },
      { kind: "touch", frame: 510_000, isHeld: false },
    ],
  }
  const spans = [{ from: 384_000, to: 480_000 }]
  const { startTicks, steps } = jamSteps(withMedia(), {
    ...{ ...jam, spans, startTicks: 0, played: late, mediaId: "m" },
  })
  const project = steps.reduce(
    (now, { name, args }) => runCommand(now, name, args as never).project,
    withMedia(),
  )
  // Bars are two seconds: 96 000 frames. The hand has the fourth, the partner the fifth; the sixth begins with the hand's end.
  expect(startTicks).toBe(3 * 3840)
  for (const { id } of gestureTracks(project))
    expect(clipsOf(project, id)).toMatchObject([
      { startTicks: 3 * 3840, lengthTicks: 3 * 3840, offsetSeconds: 6 },
    ])
})

test("a jam that ends between two ticks ends at the one before", () => {
  const odd = { ...played, frames: 200_001 }
  const { steps } = jamSteps(withMedia(), { ...jam, played: odd, mediaId: "m" })
  const edges = steps.flatMap(({ name, args }) =>
    name === "clip.resize" ? (args as { edges: { endTicks: number }[] }).edges : [],
  )
  expect(edges.map(({ endTicks }) => Number.isInteger(endTicks))).toEqual([true, true])
})
