import { expect, test } from "vitest"
import { entityOf, type Project } from "#shared/project/index.ts"
import { addTrackSteps } from "../../../../src-renderer/features/timeline/edit/add-track.ts"
import {
  chooseSoundSteps,
  playerOf,
  soundMenu,
  soundName,
} from "../../../../src-renderer/features/timeline/edit/sound.ts"
import type { Step } from "../../../../src-renderer/session/index.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"

const done = (project: Project, steps: Step[]): Project =>
  after(project, ...steps.map(({ name, args }) => [name, args] as [typeof name, unknown]))

function aTrack(name: string, kind: "instrument" | "drum" | "audio" = "instrument"): Project {
  const ids = { trackId: "t", deviceId: "d" }
  return done(anEmptyProject(), addTrackSteps(anEmptyProject(), { kind, name, program: 4 }, ids))
}
const trackOf = (project: Project) => entityOf(project.tracks, "t")!

function chosen(project: Project, program: number): Project {
  const player = playerOf(project, trackOf(project))!
  const steps = chooseSoundSteps(trackOf(project), player, { program, isDrums: false }, "e")
  return done(project, steps)
}

test("a track that is called after its sound is called after the next one, too", () => {
  const project = chosen(aTrack("Electric Piano 1"), 40)
  expect(trackOf(project).name).toBe("Violin")
  expect(soundName(playerOf(project, trackOf(project))!)).toBe("Violin")
})

test("the synthesiser and a preset take each other's place", () => {
  const piano = aTrack("Electric Piano 1")
  const swapped = (from: Project, sound: Parameters<typeof chooseSoundSteps>[2], id: string) => {
    const player = playerOf(from, trackOf(from))!
    return done(from, chooseSoundSteps(trackOf(from), player, sound, id))
  }
  const synth = swapped(piano, "poly", "d2")
  expect(trackOf(synth).name).toBe("Poly synth")
  expect(playerOf(synth, trackOf(synth))).toMatchObject({ id: "d2", kind: "poly" })
  expect(swapped(synth, "poly", "d3")).toBe(synth)
  const back = swapped(synth, { program: 4, isDrums: false }, "d4")
  expect(trackOf(back).name).toBe("Electric Piano 1")
})

test("a name that a person gave stays", () => {
  expect(trackOf(chosen(aTrack("Left hand"), 40)).name).toBe("Left hand")
})

test("drums choose among sets, instruments among families, and recordings have no sound to choose", () => {
  const drums = aTrack("Drums", "drum")
  expect(soundMenu(trackOf(drums), () => {}).map(({ label }) => label)).toContain("Jazz kit")
  expect(soundMenu(trackOf(aTrack("x")), () => {})).toHaveLength(18)
  const audio = aTrack("Voice", "audio")
  expect(playerOf(audio, trackOf(audio))).toBeUndefined()
})
