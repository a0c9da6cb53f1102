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

test("both parts of a jam lie on tracks of their own, the partner's marked as a machine's, again on the same ones", () => {
  const place = (project: Project, startTicks: number): Project =>
    jamSteps(project, { ...jam, startTicks, played, mediaId: "m" }).reduce(
      (now, { name, args }) => runCommand(now, name, args as never).project,
      project,
    )
  const once = place(withMedia(), jam.startTicks)
  const gestureTracks = (project: Project) =>
    project.trackOrder
      .map((id) => entityOf(project.tracks, id)!)
      .filter(({ kind }) => kind === "gesture")
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
  const twice = place(once, 96_000)
  expect(gestureTracks(twice).map(({ id }) => clipsOf(twice, id).length)).toEqual([2, 2])
})
