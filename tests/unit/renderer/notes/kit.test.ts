import { expect, test } from "vitest"
import { entityOf, type Project } from "#shared/project/index.ts"
import { furtherPieces, piecesOf } from "../../../../src-renderer/features/notes/steps/kit.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"

function drums(pads: readonly object[]): Project {
  const device = { id: "kit", kind: "drums", role: "instrument", isBypassed: false }
  return after(
    anEmptyProject(),
    ["track.add", { id: "t", kind: "drum", name: "Drums", colour: 0 }],
    ["device.add", { trackId: "t", device: { ...device, parameters: {}, state: { pads } } }],
  )
}
const rows = (project: Project, others: number[] = []) =>
  new Map(
    piecesOf(project, entityOf(project.tracks, "t")!, others).map(({ pitch, name }) => [
      ...([pitch, name] as const),
    ]),
  )

test("rows of the drum grid are called as the pads are", () => {
  const project = drums([
    { key: 36, name: "Boom" },
    { key: 56, name: "Clank" },
  ])
  expect(rows(project).get(36)).toBe("Boom")
  expect(rows(project).get(38)).toBe("Acoustic Snare")
  expect(rows(project, [56]).get(56)).toBe("Clank")
  const shown = piecesOf(project, entityOf(project.tracks, "t")!, [])
  const further = furtherPieces(project, entityOf(project.tracks, "t")!, shown)
  expect(further).toContainEqual({ pitch: 56, name: "Clank" })
})

test("a pad with a recording has a row without being asked for", () => {
  const sample = { mediaId: "door", startSeconds: 0, endSeconds: 1 }
  expect(rows(drums([{ key: 20, name: "Door", sample }])).get(20)).toBe("Door")
  expect(rows(drums([{ key: 20, name: "Nothing" }])).has(20)).toBe(false)
})
