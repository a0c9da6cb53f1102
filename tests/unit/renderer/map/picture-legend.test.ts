import { describe, expect, it } from "vitest"
import type { ChunkMap } from "#shared/contract/index.ts"
import type { Palette } from "../../../../src-renderer/graphics/index.ts"
import type { ColourMode } from "../../../../src-renderer/features/map/model/colouring.ts"
import { pictureLegend } from "../../../../src-renderer/features/map/model/picture-legend.ts"
import { aSong } from "../../../support/synthetic-song.ts"
import { aMap } from "./models.ts"

const [rainbow, ramp, brightness] = [0, 1, 2].map((byte) => new Uint8Array(768).fill(byte))
const palette = {
  ...{ rainbow, ramp, brightness, text3: [0, 0, 0] },
  clusters: [[9, 9, 9]],
} as unknown as Palette
const quality = { trustworthiness: 0.984, recall10: 0.62, pcaTrustworthiness: 0, pcaRecall10: 0 }
const map = { settings: { method: "umap" }, quality3: quality, quality2: null } as never as ChunkMap

function legendOf(mode: ColourMode) {
  const { model, layout } = aMap({ songs: [aSong({ title: "Night Bus" })] })
  const colouring = { mode, timeColours: "ramp" as const }
  return pictureLegend({ model, layout, map, palette, colouring, dims: 3 })
}

describe("the legend of a map's picture", () => {
  it("names the song, what first and last colour mean, and how the map was made", () => {
    const { title, scale, source, meaning } = legendOf("time")
    expect(title).toBe("Night Bus")
    expect(meaning).toBe("Time in the song")
    expect(scale).toMatchObject({ table: ramp, first: "0:00" })
    expect(scale?.last).toMatch(/^\d+:\d\d$/)
    expect(source).toMatch(
      /^UMAP in 3 dimensions · [\d,]+ chunks · trustworthiness \.984 · recall @ 10 \.620$/,
    )
  })

  it("names groups by their colours, the ones that have no room by their number", () => {
    const { names, scale } = legendOf("cluster")
    expect(scale).toBeNull()
    expect(names.length).toBeGreaterThan(0)
    expect(names.length).toBeLessThanOrEqual(8)
    expect(names[0]).toEqual({ colour: [9, 9, 9], name: "Low thump" })
  })

  it("tells a range in its unit", () => {
    expect(legendOf("brightness").scale?.first).toMatch(/Hz$/)
    expect(legendOf("loudness").scale?.last).toMatch(/dB$/)
  })
})
