import { describe, expect, it } from "vitest"
import { StudioError } from "#shared/contract/errors.ts"
import {
  projectFromJson,
  projectFromText,
  projectToJson,
  projectToText,
} from "#shared/project/index.ts"
import { aBigProject } from "../../../support/big-project.ts"
import { after, anAudioClip, anEmptyProject, aStudio } from "../../../support/projects.ts"

describe("a document as JSON", () => {
  it("comes back equal and whole", () => {
    const project = after(aStudio(), ["clip.add", { clips: [anAudioClip("c")] }])
    const json: unknown = JSON.parse(JSON.stringify(projectToJson(project)))
    expect(projectFromJson(json)).toEqual({ project, problems: [] })
  })

  it("comes back equal as the text that goes between the studio's processes", () => {
    const project = aBigProject({ tracks: 8, clips: 40, notes: 200 })
    expect(projectFromText(projectToText(project))).toEqual(project)
    expect(projectFromJson(JSON.parse(projectToText(project)))).toEqual({ project, problems: [] })
  })

  it("is plain: entities in lists", () => {
    const { tracks, clips } = projectToJson(aStudio())
    expect(tracks.map(({ name }) => name).sort()).toEqual([
      "Group",
      "Hall",
      "Keys",
      "Master",
      "Voice",
    ])
    expect(clips).toEqual([])
  })

  it("is read with its problems where it is not whole", () => {
    const { project, problems } = projectFromJson({ ...projectToJson(aStudio()), devices: [] })
    expect(project.title).toBe("Piece")
    expect(problems).toEqual(["“Keys” (keys) has a device that is not there"])
  })

  const json = projectToJson(anEmptyProject())
  it.each([
    [{ ...json, format: 2 }, "newer Slipmat"],
    [{ ...json, title: 5 }, "title"],
    [{ ...json, tracks: [...json.tracks, ...json.tracks] }, "has an id twice"],
    [{ ...json, tempo: [{ tick: 0, bpm: Infinity, curve: "step" }] }, "tempo.0.bpm"],
    [null, "No project"],
    ["text", "No project"],
    [[], "No project"],
  ])("is refused where it is none: %#", (broken, reason) => {
    expect(() => projectFromJson(broken)).toThrow(StudioError)
    expect(() => projectFromJson(broken)).toThrow(reason)
  })
})
