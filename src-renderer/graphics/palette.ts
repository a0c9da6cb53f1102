/** The tokens as numbers, read once for each theme: canvas and GPU code never asks the style sheet while it draws. */
import { gradientTable, parseColour, rgbOf, type Lab, type Rgb } from "./colour.ts"

/** In the order of cluster colours; group 8 and above use them again with an outline. */
export const SHAPES = [
  "disc",
  "diamond",
  "square",
  "triangle",
  "ring",
  "plus",
  "hexagon",
  "star",
] as const
export type Shape = (typeof SHAPES)[number]

export interface Palette {
  void: Rgb
  surface1: Rgb
  surface2: Rgb
  surface3: Rgb
  lineSoft: Rgb
  line: Rgb
  lineStrong: Rgb
  text: Rgb
  text2: Rgb
  text3: Rgb
  bone: Rgb
  /** 0 to 1: how much black lies over what is to be darker. */
  shade: number
  /** 256 x 3 bytes each. */
  rainbow: Uint8Array
  ramp: Uint8Array
  brightness: Uint8Array
  clusters: readonly Rgb[]
  /** Of tracks and clips, by their number in the document modulo the length. */
  tracks: readonly Rgb[]
  warn: Rgb
  rec: Rgb
  ai: Rgb
  /** The hand's; a record forwards, backwards; a fader that is open. */
  human: Rgb
  forward: Rgb
  backward: Rgb
  open: Rgb
  /** Fonts for canvas: `${weight} ${px}px ${fontUi}`. */
  fontUi: string
  fontNumbers: string
  /** 0 where motion is not wanted. */
  layoutMs: number
  colourMs: number
}

const TIME_STOPS = 12
const CLUSTER_COLOURS = 8
const TRACK_COLOURS = 8
const COLOUR_MS = 300

/** @param token the text of a token, such as `getComputedStyle(root).getPropertyValue`. */
export function createPalette(token: (name: string) => string): Palette {
  const lab = (name: string): Lab => parseColour(token(name))
  const rgb = (name: string): Rgb => rgbOf(lab(name))
  const series = (prefix: string, count: number): Lab[] =>
    Array.from({ length: count }, (_, i) => lab(`${prefix}${i}`))
  const ramp = token("--t-ramp").match(/#[0-9a-f]{6}/gi) ?? []
  const layoutMs = Number.parseFloat(token("--m-layout"))
  return {
    void: rgb("--c-void"),
    surface1: rgb("--c-surface-1"),
    surface2: rgb("--c-surface-2"),
    surface3: rgb("--c-surface-3"),
    lineSoft: rgb("--c-line-soft"),
    line: rgb("--c-line"),
    lineStrong: rgb("--c-line-strong"),
    text: rgb("--c-text"),
    text2: rgb("--c-text-2"),
    text3: rgb("--c-text-3"),
    bone: rgb("--c-bone"),
    shade: Number(token("--shade")),
    rainbow: gradientTable(series("--t-", TIME_STOPS)),
    ramp: gradientTable(ramp.map(parseColour)),
    brightness: gradientTable([lab("--b-low"), lab("--b-high")]),
    clusters: series("--k-", CLUSTER_COLOURS).map(rgbOf),
    tracks: series("--tr-", TRACK_COLOURS).map(rgbOf),
    warn: rgb("--c-warn"),
    rec: rgb("--c-rec"),
    ai: rgb("--c-ai"),
    human: rgb("--c-human"),
    forward: rgb("--c-fwd"),
    backward: rgb("--c-rev"),
    open: rgb("--c-fader"),
    fontUi: token("--f-ui"),
    fontNumbers: token("--f-num"),
    layoutMs,
    colourMs: layoutMs > 0 ? COLOUR_MS : 0,
  }
}

export function readPalette(root: Element = document.documentElement): Palette {
  const style = getComputedStyle(root)
  return createPalette((name) => style.getPropertyValue(name).trim())
}

/** Reads the palette again when the theme or the wish for motion changes. Returns the function that stops. */
export function followPalette(tell: (palette: Palette) => void): () => void {
  const stillness = matchMedia("(prefers-reduced-motion: reduce)")
  const read = (): void => tell(readPalette())
  const themes = new MutationObserver(read)
  themes.observe(document.documentElement, { attributeFilter: ["data-theme", "data-motion"] })
  stillness.addEventListener("change", read)
  return () => {
    themes.disconnect()
    stillness.removeEventListener("change", read)
  }
}
