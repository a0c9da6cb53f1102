/** The colours of the timeline as text, made once for each palette: drawing a frame makes no strings. */
import { cssAlpha, cssOf, type Palette } from "../../../graphics/index.ts"

/** Of one track colour. */
export interface ClipInk {
  readonly body: string
  readonly title: string
  readonly text: string
  readonly mark: string
}

export interface Ink {
  readonly palette: Palette
  readonly clips: readonly ClipInk[]
  /** Muted, or on a track that is not heard. */
  readonly silent: readonly ClipInk[]
  readonly edges: readonly string[]
  readonly void: string
  readonly bg: string
  readonly surface1: string
  readonly surface2: string
  readonly surface3: string
  readonly lineSoft: string
  readonly line: string
  readonly text2: string
  readonly text3: string
  readonly bone: string
  readonly boneWash: string
  readonly shade: string
  readonly ai: string
  readonly warn: string
  readonly rec: string
  readonly recWash: string
  /** Of a record's way, by its speed: the slowest first. */
  readonly forward: readonly string[]
  readonly backward: readonly string[]
  readonly open: string
  readonly nameFont: string
  readonly labelFont: string
  readonly rulerFont: string
}

type Channels = ArrayLike<number>
const made = new WeakMap<Palette, Ink>()

export function inkOf(palette: Palette): Ink {
  const ink = made.get(palette) ?? mixed(palette)
  made.set(palette, ink)
  return ink
}

/** The colour of a clip, or of its track, as an index into `clips`. */
export const colourIndex = (colour: number, ink: Ink): number => colour % ink.clips.length

function mixed(palette: Palette): Ink {
  const ground = palette.void
  const text3 = cssOf(palette.text3)
  return {
    palette,
    clips: palette.tracks.map((rgb) => ({
      body: blend(rgb, ground, 0.72),
      title: blend(rgb, ground, 0.5),
      text: blend(rgb, palette.text, 0.65),
      mark: blend(rgb, palette.text, 0.13),
    })),
    silent: palette.tracks.map((rgb) => ({
      body: blend(rgb, ground, 0.86),
      title: blend(rgb, ground, 0.74),
      text: text3,
      mark: blend(rgb, ground, 0.52),
    })),
    edges: palette.tracks.map((rgb) => cssOf(rgb)),
    void: cssOf(palette.void),
    bg: blend(palette.void, palette.surface1, 0.55),
    surface1: cssOf(palette.surface1),
    surface2: cssOf(palette.surface2),
    surface3: cssOf(palette.surface3),
    lineSoft: cssOf(palette.lineSoft),
    line: cssOf(palette.line),
    text2: cssOf(palette.text2),
    text3,
    bone: cssOf(palette.bone),
    boneWash: cssAlpha(palette.bone, 0.16),
    shade: cssAlpha(palette.void, 0.55),
    ai: cssOf(palette.ai),
    warn: cssOf(palette.warn),
    rec: cssOf(palette.rec),
    recWash: cssAlpha(palette.rec, 0.22),
    forward: speedInks(palette.text3, palette.forward),
    backward: speedInks(palette.text3, palette.backward),
    open: cssOf(palette.open),
    nameFont: `560 10.5px ${palette.fontUi}`,
    labelFont: `540 11px ${palette.fontUi}`,
    rulerFont: `440 10px ${palette.fontNumbers}`,
  }
}

export const SPEED_STEPS = 6

const speedInks = (still: Channels, moving: Channels): string[] =>
  Array.from({ length: SPEED_STEPS }, (_, i) =>
    blend(still, moving, SLOWEST + ((1 - SLOWEST) * i) / (SPEED_STEPS - 1)),
  )
/** Of the moving colour, where the record hardly turns. */
const SLOWEST = 0.45

/** @param share of the second colour */
function blend(one: Channels, other: Channels, share: number): string {
  const at = (i: number): number => Math.round(one[i]! + (other[i]! - one[i]!) * share)
  return `rgb(${at(0)} ${at(1)} ${at(2)})`
}
