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
