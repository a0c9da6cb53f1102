import { describe, expect, test } from "vitest"
import {
  heightOf,
  LANE_PX,
  rowIndexAt,
  rowsBetween,
  rowsOf,
  totalPx,
} from "../../../../src-renderer/features/timeline/model/rows.ts"
import { dropPlace } from "../../../../src-renderer/features/timeline/heads/reorder.ts"
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
})
