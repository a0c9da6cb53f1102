/// <reference types="node" />
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import {
  colourAt,
  crowdScale,
  radiusOf,
  shapeOf,
  writeColours,
  type ColourMode,
} from "../../../../src-renderer/features/map/model/colouring.ts"
import { mapCsv, mapJson } from "../../../../src-renderer/features/map/model/export-text.ts"
import { trustSentence } from "../../../../src-renderer/features/map/model/trust.ts"
import {
  decibelText,
  lengthText,
  noteText,
  pitchText,
  shareText,
  spokenChunk,
} from "../../../../src-renderer/features/map/model/words.ts"
import { groupAnchors } from "../../../../src-renderer/features/map/scene/extent.ts"
import { createShadowPainter } from "../../../../src-renderer/features/map/scene/shadow.ts"
import { createPalette } from "../../../../src-renderer/graphics/palette.ts"
import { aSong } from "../../../support/synthetic-song.ts"
import { aMap } from "./models.ts"

const css = readFileSync("src-renderer/app/theme/tokens.css", "utf8")
const palette = createPalette((name) => new RegExp(`${name}: ([^;]+);`).exec(css)?.[1] ?? "")
const { model, layout } = aMap({ songs: [aSong({ id: "a" }), aSong({ id: "b", chunkCount: 40 })] })

describe("colours of dots", () => {
  it("run from the first to the last stop of the rainbow with time", () => {
    const out = new Uint8Array(model.count * 4)
    writeColours(model, layout, palette, { mode: "time", timeColours: "rainbow" }, out)
    expect([...out.subarray(0, 4)]).toEqual([0xf1, 0x64, 0x5f, 255])
    const last = model.parts[0]!.count - 1
    expect(Math.abs(out[last * 4]! - 0xb4)).toBeLessThan(8)
  })

  it.each<ColourMode>(["time", "cluster", "brightness", "loudness", "source"])(
    "are the same one by one: %s",
    (mode) => {
      const out = new Uint8Array(model.count * 4)
      const colouring = { mode, timeColours: "ramp" } as const
      writeColours(model, layout, palette, colouring, out)
      for (let i = 0; i < model.count; i += 7)
        expect([...colourAt(model, layout, palette, colouring, i)]).toEqual([
          ...out.subarray(i * 4, i * 4 + 3),
        ])
    },
  )

  it("give noise no group's colour", () => {
    const noise = layout.groupOf.indexOf(-1)
    const colouring = { mode: "cluster", timeColours: "rainbow" } as const
    expect([...colourAt(model, layout, palette, colouring, noise)]).toEqual([...palette.text3])
  })

  it("tell songs apart, and the parts of a single song", () => {
    const stems = aMap({ songs: [aSong({ partNames: ["Drums", "Bass"] })] }).model
    for (const each of [model, stems]) {
      const colouring = { mode: "source", timeColours: "rainbow" } as const
      const colour = (index: number): number[] => [
        ...colourAt(each, null, palette, colouring, index),
      ]
      expect(colour(0)).toEqual(colour(1))
      expect(colour(0)).not.toEqual(colour(each.count - 1))
    }
  })

  it("tell songs apart by shape where shapes do not mean groups", () => {
    expect(shapeOf(model, layout, "time", 0)).toBe(0)
    expect(shapeOf(model, layout, "time", model.count - 1)).toBe(1)
    expect(shapeOf(model, layout, "cluster", 0)).toBe(Math.max(0, layout.groupOf[0]!))
  })
})

describe("sizes of dots", () => {
  it("grow with length or loudness, and shrink in a crowd", () => {
    const long = model.startSeconds.findIndex((start, i) => model.endSeconds[i]! - start > 0.5)
    const short = model.startSeconds.findIndex((start, i) => model.endSeconds[i]! - start < 0.12)
    expect(radiusOf(model, "length", long)).toBeGreaterThan(radiusOf(model, "length", short))
    expect(radiusOf(model, "even", long)).toBe(radiusOf(model, "even", short))
    expect(crowdScale(100_000)).toBeLessThan(crowdScale(1000) / 3)
  })
})

describe("words about chunks", () => {
  it("are what a musician reads", () => {
    expect(lengthText(0.2144)).toBe("214 ms")
    expect(lengthText(1.938)).toBe("1.94 s")
    expect(decibelText(-18.44)).toBe("−18.4 dB")
    expect(noteText(146.83)).toBe("D3")
    expect(noteText(8.18)).toBe("C-1")
    expect(pitchText(146.83, 0.94)).toBe("D3 · 94 %")
    expect(pitchText(146.83, 0.2)).toBe("unpitched")
    expect([shareText(0.984), shareText(1), shareText(0.05)]).toEqual([".984", "1.00", ".050"])
  })

  it("can be heard", () => {
    const { model: one, layout: at } = aMap({ songs: [aSong()] })
    const index = at.groupOf.indexOf(3)
    expect(spokenChunk(one, at, index)).toMatch(
      /^Chunk \d+, \d+:\d\d, \d+ milliseconds, bowed dark$/,
    )
  })

  it("say how far to trust a map, against PCA", () => {
    const good = {
      trustworthiness: 0.98,
      recall10: 0.64,
      pcaTrustworthiness: 0.93,
      pcaRecall10: 0.31,
    }
    expect(trustSentence(good, 500)).toContain(
      "Near means similar. Of a chunk’s ten most similar, 6 lie",
    )
    expect(trustSentence({ ...good, trustworthiness: 0.7, recall10: 0.3 }, 500)).toMatch(
      /misleads.*no more than/,
    )
    expect(trustSentence({ ...good, recall10: 0.2 }, 500)).toContain("fewer than the 3 of a plain")
    expect(trustSentence({ ...good, recall10: 1 }, 4)).toMatch(/^With so few chunks/)
  })
})

describe("an exported map", () => {
  it("has every chunk, in JSON and in CSV", () => {
    const json = JSON.parse(mapJson(model, layout, null)) as { chunks: { features: number[] }[] }
    expect(json.chunks).toHaveLength(model.count)
    expect(json.chunks[5]?.features).toHaveLength(26)
    const lines = mapCsv(model, layout).trimEnd().split("\r\n")
    expect(lines).toHaveLength(model.count + 1)
    expect(lines[0]?.split(",")).toHaveLength(16 + 26)
  })

  it("quotes titles with commas", () => {
    const song = aSong({ title: 'A "song", with commas', chunkCount: 2 })
    const odd = aMap({ songs: [song] })
    expect(mapCsv(odd.model, odd.layout)).toContain('"A ""song"", with commas"')
  })
})

describe("what lies round the dots", () => {
  it("puts the largest group's name first, at its middle", () => {
    const at = (index: number, axis: number): number => layout.positions3[index * 3 + axis]!
    const anchors = groupAnchors(layout, at)
    expect(anchors.map(({ count }) => count)).toEqual(
      anchors.map(({ count }) => count).sort((a, b) => b - a),
    )
  })

  it("casts a shadow of a dot's colour under it, and none elsewhere", () => {
    const paint = createShadowPainter(32)
    const places = new Float32Array(16)
    places.set([0.5, 0, 0.5, 0.02], 4)
    const out = new Uint8Array(32 * 32 * 4)
    const colours = Uint8Array.of(200, 100, 50, 255)
    paint({ count: 1, places, colours, floor: { x: 0, y: 0, z: 0, size: 1 }, side: 32 }, out)
    const under = (8 * 32 + 24) * 4
    expect(out[under + 3]).toBeGreaterThan(10)
    expect(Math.abs(out[under]! - 200)).toBeLessThan(3)
    expect(out[(24 * 32 + 8) * 4 + 3]).toBe(0)
  })
})
