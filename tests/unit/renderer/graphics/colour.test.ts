/// <reference types="node" />
import { readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  gradientTable,
  labOf,
  mixLab,
  parseColour,
  rgbOf,
  sampleTable,
} from "../../../../src-renderer/graphics/colour.ts"
import { createPalette, SHAPES } from "../../../../src-renderer/graphics/palette.ts"
import { shapePath } from "../../../../src-renderer/graphics/shape-path.ts"

const css = readFileSync("src-renderer/app/theme/tokens.css", "utf8")
/** As a browser with oklch sees them: the last declaration wins. */
const token = (name: string): string =>
  [...css.matchAll(new RegExp(`${name}: ([^;]+);`, "g"))].at(
    name.startsWith("--m-") ? 0 : -1,
  )?.[1] ?? ""

describe("colours", () => {
  it("survive the way to OKLab and back", () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(byte, byte, byte, (r, g, b) => {
        expect(rgbOf(labOf([r, g, b]))).toEqual([r, g, b])
      }),
    )
  })

  it("are read from both forms that the tokens use", () => {
    expect(rgbOf(parseColour("#f4eee0"))).toEqual([0xf4, 0xee, 0xe0])
    rgbOf(parseColour("oklch(.95 .02 88)")).forEach((byte, i) =>
      expect(Math.abs(byte - ([0xf4, 0xee, 0xe0][i] ?? 0))).toBeLessThan(4),
    )
    expect(() => parseColour("red")).toThrow("Not a colour")
  })

  it("mix evenly to the eye: steps of the rainbow are equal in OKLab", () => {
    const { rainbow } = createPalette(token)
    const steps = Array.from({ length: 11 }, (_, i) => {
      const at = (k: number) => labOf([...rainbow.subarray(k * 3, k * 3 + 3)] as never)
      const [a, b] = [at(Math.round((i * 255) / 11)), at(Math.round(((i + 1) * 255) / 11))]
      return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
    })
    expect(Math.min(...steps)).toBeGreaterThan(0.06)
    expect(Math.max(...steps)).toBeLessThan(0.09)
  })

  it("stay inside the ends of a gradient", () => {
    const table = gradientTable([parseColour("#000000"), parseColour("#ffffff")], 16)
    const out = new Uint8Array(3)
    sampleTable(table, -4, out, 0)
    expect([...out]).toEqual([0, 0, 0])
    sampleTable(table, 7, out, 0)
    expect([...out]).toEqual([255, 255, 255])
    sampleTable(table, Number.NaN, out, 0)
    expect([...out]).toEqual([0, 0, 0])
    expect(mixLab([0, 0, 0], [1, 0, 0], 0.5)[0]).toBe(0.5)
  })
})

describe("the palette", () => {
  it("has a colour for each cluster shape, and times from the tokens", () => {
    const palette = createPalette(token)
    expect(palette.clusters).toHaveLength(SHAPES.length)
    expect(palette.layoutMs).toBe(900)
    expect(palette.brightness[0]).toBeLessThan(palette.brightness.at(-3)!)
  })
})

it("every shape is a closed outline inside its square", () => {
  for (const shape of SHAPES) {
    const path = shapePath(shape, 12)
    expect(path).toMatch(/^M.*Z$/)
    const numbers = [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].flatMap(([, x, y]) => [
      Number(x),
      Number(y),
    ])
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...numbers)).toBeLessThanOrEqual(12)
  }
})
