import { describe, expect, test } from "vitest"
import {
  arrange,
  GAP_PX,
  visibleOf,
} from "../../../../src-renderer/features/mixer/model/arrangement.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"

const project = after(
  anEmptyProject(),
  ["track.add", { id: "hall", kind: "bus", name: "Hall" }],
  ["track.add", { id: "drums", kind: "drum", name: "Drums" }],
  ["track.add", { id: "strings", kind: "bus", name: "Strings", colour: 5 }],
  ["track.add", { id: "low", kind: "bus", name: "Low", parentId: "strings", outputId: "strings" }],
  ["track.add", { id: "cello", kind: "audio", name: "Cello", parentId: "low", outputId: "low" }],
  ["track.add", { id: "piano", kind: "instrument", name: "Piano" }],
)
const idsOf = (folded: string[] = []): string[] =>
  arrange(project, 92, new Set(folded)).places.map(({ track }) => track.id)

describe("the strips", () => {
  test("stand as in the piece, with buses that hold nothing at the end, behind a gap", () => {
    expect(idsOf()).toEqual(["drums", "strings", "low", "cello", "piano", "hall"])
    const { places, widthPx } = arrange(project, 92, new Set())
    expect(places.map(({ x }) => x)).toEqual([0, 92, 184, 276, 368, 460 + GAP_PX])
    expect(widthPx).toBe(6 * 92 + GAP_PX)
    expect(places.map(({ startsBuses }) => startsBuses).lastIndexOf(true)).toBe(5)
  })

  test("of a group say how many it holds, and wear its colour", () => {
    const { places } = arrange(project, 92, new Set())
    expect(places.map(({ held }) => held)).toEqual([0, 1, 1, 0, 0, 0])
    expect(places.map(({ depth }) => depth)).toEqual([0, 0, 1, 2, 0, 0])
    expect(places[2]?.groupColour).toBe(5)
  })

  test("of a folded group are not shown, however deep they stand", () => {
    expect(idsOf(["strings"])).toEqual(["drums", "strings", "piano", "hall"])
    expect(idsOf(["low"])).toEqual(["drums", "strings", "low", "piano", "hall"])
  })

  test("that are not in view are left out, but for one on each side", () => {
    const many = Array.from({ length: 100 }, (_, i) => i).reduce(
      (made, i) => after(made, ["track.add", { id: `t${i}`, kind: "audio", name: `${i}` }]),
      anEmptyProject(),
    )
    const arrangement = arrange(many, 100, new Set())
    const seen = visibleOf(arrangement, { leftPx: 1000, widthPx: 500, stripPx: 100 })
    expect(seen.map(({ track }) => track.id)).toEqual([
      "t9",
      "t10",
      "t11",
      "t12",
      "t13",
      "t14",
      "t15",
    ])
  })
})
