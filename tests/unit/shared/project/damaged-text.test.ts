import fc from "fast-check"
import { expect, test } from "vitest"
import {
  entitiesOf,
  projectToText,
  readDamagedText,
  salvageProject,
} from "#shared/project/index.ts"
import { after, anEmptyProject, aNotesClip } from "../../../support/projects.ts"

const CLIPS = ["Intro", "Verse", "Chorus", "Bridge", "Reprise", "Coda"]
const piece = after(
  anEmptyProject(),
  ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
  ["clip.add", { clips: CLIPS.map((id, i) => aNotesClip(id, { startTicks: i * 7680 })) }],
)
const text = projectToText(piece)

/** The names of the clips that come out of a text, and what is told to be lost. */
function clipsIn(damaged: string): { names: string[]; lost: string[] } {
  const { json, lost } = readDamagedText(damaged)
  const salvaged = salvageProject(json)
  const names = salvaged ? entitiesOf(salvaged.project.clips).map(({ name }) => name) : []
  return { names, lost }
}

test("a text that is whole is read whole", () => {
  const { names, lost } = clipsIn(text)
  expect(names.toSorted()).toEqual(CLIPS.toSorted())
  expect(lost).toEqual([])
})

test("of a text that ends early it is told that more stood behind its end", () => {
  const { names, lost } = clipsIn(text.slice(0, (text.indexOf('"clips":[') + text.length) / 2))
  expect(names.length).toBeGreaterThan(0)
  expect(names.length).toBeLessThan(CLIPS.length)
  expect(lost[0]).toBe("all that stood behind where the file ends")
})

test("a byte that is damaged costs at most what holds it, and never throws", () => {
  const within = text.indexOf('"clips":[') + 9
  const end = text.length
  fc.assert(
    fc.property(
      fc.integer({ min: within, max: end - 3 }),
      fc.string({ maxLength: 3 }),
      (at, put) => {
        const { names } = clipsIn(text.slice(0, at) + put + text.slice(at + 1))
        expect(CLIPS.filter((name) => !names.includes(name)).length).toBeLessThanOrEqual(2)
      },
    ),
    { numRuns: 60 },
  )
})

test("a text that breaks off among the clips has the tracks in their order, with their devices", () => {
  const device = { id: "eq", kind: "eq", role: "effect", isBypassed: false, parameters: {} }
  const names = ["zither", "alto", "organ", "bass"]
  const whole = after(
    piece,
    ...names.map((id) => ["track.add", { id, kind: "audio", name: id }] as ["track.add", unknown]),
    ["device.add", { trackId: "alto", device }],
  )
  const all = projectToText(whole)
  const { json } = readDamagedText(all.slice(0, all.lastIndexOf('"trackId"')))
  const { project } = salvageProject(json)!
  expect(project.trackOrder).toEqual(["keys", ...names])
  expect(entitiesOf(project.devices)).toHaveLength(1)
})

test("a text that breaks off keeps what came before", () => {
  const cut = text.lastIndexOf('"trackId"')
  expect(clipsIn(text.slice(0, cut)).names.length).toBe(CLIPS.length - 1)
  expect(clipsIn(text.slice(0, 40)).names).toEqual([])
})
