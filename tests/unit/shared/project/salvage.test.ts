import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  checkProject,
  clipsOf,
  entitiesOf,
  entityOf,
  projectFromJson,
  projectToJson,
  salvageProject,
  type ProjectJson,
} from "#shared/project/index.ts"
import { aRandomProject } from "../../../support/dawprojects.ts"
import { after, anEmptyProject, aNote, aNotesClip } from "../../../support/projects.ts"

const piece = after(
  anEmptyProject(),
  ["track.add", { id: "keys", kind: "instrument", name: "Keys" }],
  ["track.add", { id: "bass", kind: "instrument", name: "Bass" }],
  [
    "clip.add",
    { clips: [aNotesClip("Verse", { notes: [aNote("a"), aNote("b", { pitch: 62 })] })] },
  ],
  ["clip.add", { clips: [aNotesClip("Chorus", { trackId: "bass", startTicks: 3840 })] }],
)
type Loose = Record<string, Record<string, unknown>[]>
const damaged = (change: (json: Loose) => void): unknown => {
  const json = structuredClone(projectToJson(piece)) as unknown as Loose
  change(json)
  return json
}
const byName = (json: Loose, list: string, name: string): Record<string, unknown> =>
  json[list]!.find((each) => each["name"] === name)!

describe("a damaged document", () => {
  test("loses a clip that cannot be read, says which, and keeps the rest", () => {
    const json = damaged((all) => (byName(all, "clips", "Verse")["startTicks"] = "soon"))
    expect(() => projectFromJson(json)).toThrow()
    const { project, lost } = salvageProject(json)!
    expect(lost).toEqual(["the clip Verse"])
    expect(entitiesOf(project.clips).map(({ name }) => name)).toEqual(["Chorus"])
    expect(project.trackOrder).toEqual(["keys", "bass"])
  })

  test("loses single notes, not their clip; settings of a track, not its clips", () => {
    const json = damaged((all) => {
      const [note] = byName(all, "clips", "Verse")["notes"] as Record<string, unknown>[]
      note!["pitch"] = 900
      byName(all, "tracks", "Bass")["gainDb"] = null
    })
    const { project, lost } = salvageProject(json)!
    expect(lost.toSorted()).toEqual(["1 notes of Verse", "settings of the track Bass"])
    expect(clipsOf(project, "keys")[0]).toMatchObject({ name: "Verse", notes: [{ id: "b" }] })
    expect(clipsOf(project, "bass")).toHaveLength(1)
    expect(entityOf(project.tracks, "bass")?.gainDb).toBe(0)
  })

  test("without tracks and clips is none", () => {
    for (const json of [null, 7, "x", [], {}, { tracks: [1], clips: [{}] }])
      expect(salvageProject(json)).toBeUndefined()
  })

  test("is whole again whatever was damaged in it, and can be written", () => {
    const wrong = fc.constantFrom<unknown>(null, -1e300, "?", [], {}, true)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.tuple(fc.nat(), wrong)),
        (seed, hits) => {
          const json = structuredClone(projectToJson(aRandomProject(seed)))
          const places = placesIn(json)
          for (const [at, value] of hits) {
            const [holder, key] = places[at % places.length]!
            holder[key] = value
          }
          const salvaged = salvageProject(json)
          if (!salvaged) return
          const { project } = salvaged
          expect(checkProject(project)).toEqual([])
          expect(projectFromJson(projectToJson(project)).project).toEqual(project)
        },
      ),
      { numRuns: 60 },
    )
  })
})

/** Every value in a document, by what holds it. */
function placesIn(json: ProjectJson): [Record<string, unknown>, string][] {
  const places: [Record<string, unknown>, string][] = []
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, key])
      visit(inner)
    }
  }
  visit(json)
  return places
}
