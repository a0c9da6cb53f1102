import { describe, expect, test } from "vitest"
import { trackOf, type Track } from "#shared/project/index.ts"
import {
  heightOf,
  LANE_PX,
  rowIndexAt,
  rowsBetween,
  rowsOf,
  totalPx,
} from "../../../../src-renderer/features/timeline/model/rows.ts"
import {
  dropPlace,
  isGroup,
  moveSteps,
} from "../../../../src-renderer/features/timeline/heads/reorder.ts"
import { after, aStudio } from "../../../support/projects.ts"

const open = {
  ...{ folded: new Set<string>(), automated: new Set<string>(), taken: new Set<string>() },
}
const grouped = () =>
  after(
    aStudio(),
    ["track.move", { trackIds: ["group"], index: 0 }],
    ["track.move", { trackIds: ["voice", "keys"], index: 1, parentId: "group" }],
    ["track.height", { trackIds: ["keys"], heightPixels: 80 }],
    [
      "automation.add-lane",
      { trackId: "keys", lane: { id: "gain", target: { parameter: "gainDb" }, points: [] } },
    ],
  )
const names = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((row) => {
    if (row.kind === "track") return row.track.id
    return `${row.track.id}/${row.kind === "lane" ? row.lane.id : row.lane}`
  })

describe("rows", () => {
  test("stand below each other without gaps, groups before what is in them", () => {
    const rows = rowsOf(grouped(), open)
    expect(names(rows)).toEqual(["group", "voice", "keys", "hall"])
    expect(rows.map(({ depth }) => depth)).toEqual([0, 1, 1, 0])
    rows.forEach((row, i) => expect(row.topPx).toBe(totalPx(rows.slice(0, i))))
    expect(rows[2]!.heightPx).toBe(80)
  })

  test("hide what is in a folded group, and say that it is folded", () => {
    const rows = rowsOf(grouped(), { ...open, folded: new Set(["group"]) })
    expect(names(rows)).toEqual(["group", "hall"])
    expect(rows.map((row) => row.kind === "track" && row.isFolded)).toEqual([true, null])
  })

  test("show the lanes of tracks whose automation is open", () => {
    const rows = rowsOf(grouped(), { ...open, automated: new Set(["keys"]) })
    expect(names(rows)).toEqual(["group", "voice", "keys", "keys/gain", "hall"])
    expect(rows[3]!.heightPx).toBe(LANE_PX)
  })

  test("are found by their height, the lower edge belonging to the next", () => {
    const rows = rowsOf(grouped(), open)
    const first = heightOf(rows[0]!.track)
    expect(rowIndexAt(rows, -1)).toBe(-1)
    expect(rowIndexAt(rows, 0)).toBe(0)
    expect(rowIndexAt(rows, first)).toBe(1)
    expect(rowIndexAt(rows, totalPx(rows))).toBe(-1)
    expect(rowsBetween(rows, first, first + 1)).toEqual([1, 2])
  })

  test("take a dragged head before the one whose upper half it is over, into that one's group", () => {
    const rows = rowsOf(grouped(), open)
    const voice = rows[1]!
    expect(dropPlace(rows, voice.topPx + 1)).toMatchObject({ beforeId: "voice", parentId: "group" })
    expect(dropPlace(rows, 9999)).toEqual({ beforeId: null, parentId: null, topPx: totalPx(rows) })
  })

  test("take a head into a group below its last track and on its own lower half, out of it above what follows", () => {
    const project = grouped()
    const rows = rowsOf(project, open)
    const [group, , keys, hall] = rows
    const at = (y: number) => dropPlace(rows, y, (track) => isGroup(project, track))
    const lower = (row: (typeof rows)[number]): number => row.topPx + row.heightPx - 1
    expect(at(lower(keys!))).toMatchObject({ beforeId: "hall", parentId: "group" })
    expect(at(hall!.topPx + 1)).toMatchObject({ beforeId: "hall", parentId: null })
    expect(at(lower(group!))).toMatchObject({ beforeId: "voice", parentId: "group" })
  })

  test("lead a track's sound through the group that it comes into, unless it goes its own way", () => {
    const project = grouped()
    const [group, voice, hall, keys] = ["group", "voice", "hall", "keys"].map((id) =>
      trackOf(project, id),
    )
    const outputs = (track: Track, parentId: string | null) =>
      moveSteps(project, track, { index: 0, parentId }).flatMap(({ name, args }) =>
        name === "track.output" ? [args.outputId] : [],
      )
    const inGroup = { ...voice!, outputId: group!.id }
    expect(outputs(inGroup, null)).toEqual([project.masterTrackId])
    expect(outputs(hall!, "group")).toEqual(["group"])
    expect(outputs({ ...keys!, outputId: hall!.id }, null)).toEqual([])
    expect(outputs(inGroup, "group")).toEqual([])
  })
})
