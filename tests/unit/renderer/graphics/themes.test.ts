/** The colours of each theme, held to what the design promises: words can be read, and data are told apart by every eye. */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import {
  labOf,
  parseColour,
  rgbOf,
  type Lab,
  type Rgb,
} from "../../../../src-renderer/graphics/colour.ts"
import { createPalette } from "../../../../src-renderer/graphics/palette.ts"

const read = (name: string): string => readFileSync(`src-renderer/app/theme/${name}.css`, "utf8")
/** As a browser with oklch sees them: the last declaration wins. */
const [dark, contrast] = read("tokens").split(':root[data-theme="contrast"]') as [string, string]
const THEMES = { dark, contrast: dark + contrast, light: dark + read("light") }

const tokensOf =
  (css: string) =>
  (name: string): string =>
    [...css.matchAll(new RegExp(`${name}: ([^;]+);`, "g"))].at(-1)?.[1] ?? ""

const linear = (byte: number): number => {
  const share = byte / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
const byteOf = (value: number): number => {
  const share = Math.min(1, Math.max(0, value))
  return Math.round(255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055))
}
/** WCAG 2.2. */
const luminance = (rgb: Rgb): number => {
  const [r, g, b] = rgb.map(linear) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrastOf = (a: Rgb, b: Rgb): number => {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}
/** G. Machado, M. Oliveira, L. Fernandes, "A physiologically-based model for simulation of color vision deficiency", 2009; severity 1. */
const SIGHTS: Record<string, readonly (readonly number[])[]> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
}
const seenBy = (sight: string, rgb: Rgb): Lab => {
  const light = rgb.map(linear)
  const seen = SIGHTS[sight]?.map((row) => row.reduce((sum, k, i) => sum + k * light[i]!, 0))
  return labOf((seen ?? light).map(byteOf) as unknown as Rgb)
}
const distance = (a: Lab, b: Lab): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
const pairs = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((a, i) => all.slice(i + 1).map((b): [T, T] => [a, b]))

describe.each(Object.entries(THEMES))("the %s theme", (name, css) => {
  const token = tokensOf(css)
  const rgb = (id: string): Rgb => rgbOf(parseColour(token(`--c-${id}`)))
  const grounds = ["void", "bg", "surface-1", "surface-2", "surface-3"]

  it.each(["text", "text-2", "text-3"])("lets %s be read on every ground", (text) => {
    for (const ground of grounds)
      expect(contrastOf(rgb(text), rgb(ground)), ground).toBeGreaterThanOrEqual(4.45)
  })

  it("lets what a primary button says, and words of state, be read", () => {
    expect(contrastOf(rgb("on-bone"), rgb("bone"))).toBeGreaterThanOrEqual(7)
    for (const state of ["ok", "warn", "error", "rec"])
      expect(contrastOf(rgb(state), rgb("surface-2")), state).toBeGreaterThanOrEqual(4.4)
  })

  it("outlines controls at 3 to 1", () => {
    for (const ground of ["bg", "surface-1", "surface-2"])
      expect(contrastOf(rgb("line-strong"), rgb(ground)), ground).toBeGreaterThanOrEqual(3)
  })

  it("draws data in colours that stand out from the wells", () => {
    const palette = createPalette(token)
    const times = Array.from({ length: 256 }, (_, i) => [
      ...palette.rainbow.subarray(i * 3, i * 3 + 3),
    ]) as unknown as Rgb[]
    for (const colour of [...times, ...palette.tracks])
      expect(contrastOf(colour, palette.void)).toBeGreaterThanOrEqual(3.7)
    // Wine red among the dark theme's groups is the darkest of all.
    for (const colour of palette.clusters)
      expect(contrastOf(colour, palette.void)).toBeGreaterThanOrEqual(2.9)
  })

  it.each(["every", "protan", "deutan"])("has groups that %s eye tells apart", (sight) => {
    const { clusters } = createPalette(token)
    for (const [a, b] of pairs(clusters.map((colour) => seenBy(sight, colour))))
      expect(distance(a, b), name).toBeGreaterThan(0.13)
  })
})
