/** The colours of the roll, as text that a canvas takes, made once for each theme and track. */
import {
  cssAlpha,
  cssOf,
  mixLab,
  parseColour,
  rgbOf,
  type Palette,
} from "../../../graphics/index.ts"

const TRACK_COLOURS = 8
const MUTED_ALPHA = 0.16
/** So many strengths are told apart: one fill style each, however many notes. */
export const STRENGTHS = 24

export interface NoteColours {
  /** By strength, soft to hard. */
  readonly fills: readonly string[]
  /** The same as pixels, the muted notes' last. */
  readonly pixels: Uint32Array
  readonly track: string
  readonly muted: string
}

export interface RollColours {
  readonly ground: string
  readonly scaleRow: string
  readonly rootRow: string
  readonly blackRow: string
  readonly outside: string
  readonly rowLine: string
  readonly octaveLine: string
  readonly cellLine: string
  readonly beatLine: string
  readonly barLine: string
  readonly ghost: string
  readonly text: string
  readonly text2: string
  readonly onNote: string
  readonly bone: string
  readonly bonePixel: number
  readonly marquee: string
  readonly whiteKey: string
  readonly blackKey: string
  readonly onWhiteKey: string
  readonly onBlackKey: string
  readonly panel: string
  readonly line: string
  /** Of what a model proposes: its line, its wash, the hatch over it. */
  readonly ai: string
  readonly aiWash: string
  readonly aiHatch: string
  readonly fontNumbers: string
  readonly fontUi: string
}

export function rollColours(palette: Palette): RollColours {
  const { ai, bone, lineSoft, line, text, text2, surface1 } = palette
  // White keys are the lighter ones in every theme.
  const isLight = lightness(palette.void) > lightness(text)
  const [whiteKey, blackKey] = isLight ? [lineSoft, text2] : [text2, lineSoft]
  return {
    ground: cssOf(palette.void),
    scaleRow: cssAlpha(bone, 0.035),
    rootRow: cssAlpha(bone, 0.085),
    blackRow: cssAlpha([0, 0, 0], palette.shade),
    outside: cssAlpha([0, 0, 0], palette.shade * 1.4),
    rowLine: cssAlpha(bone, 0.025),
    octaveLine: cssAlpha(bone, 0.1),
    cellLine: cssAlpha(bone, 0.04),
    beatLine: cssAlpha(bone, 0.075),
    barLine: cssAlpha(bone, 0.17),
    ghost: cssAlpha(bone, 0.05),
    text: cssOf(text),
    text2: cssOf(text2),
    onNote: cssOf(palette.void),
    bone: cssOf(bone),
    bonePixel: pixelOf(bone),
    marquee: cssAlpha(bone, 0.1),
    whiteKey: cssOf(whiteKey),
    blackKey: cssOf(blackKey),
    onWhiteKey: cssOf(isLight ? text : palette.void),
    onBlackKey: cssOf(isLight ? palette.void : text),
    panel: cssOf(surface1),
    line: cssOf(line),
    ai: cssOf(ai),
    aiWash: cssAlpha(ai, 0.3),
    aiHatch: cssAlpha(ai, 0.55),
    fontNumbers: palette.fontNumbers,
    fontUi: palette.fontUi,
  }
}

const lightness = ([r, g, b]: readonly [number, number, number]): number => r + g + b

/** @param token reads a token of the theme, such as "--tr-0" */
export function noteColours(colour: number, token: (name: string) => string): NoteColours {
  const track = parseColour(token(`--tr-${colour % TRACK_COLOURS}`))
  const ground = parseColour(token("--c-void"))
  const strengths = Array.from({ length: STRENGTHS }, (_, i) => {
    const strength = strengthOf(1 + (i / (STRENGTHS - 1)) * 126)
    return rgbOf(mixLab(ground, track, strength))
  })
  const muted = pixelOf(rgbOf(track), MUTED_ALPHA)
  return {
    fills: strengths.map((rgb) => cssOf(rgb)),
    pixels: Uint32Array.from([...strengths.map((rgb) => pixelOf(rgb)), muted]),
    track: cssOf(rgbOf(track)),
    muted: cssAlpha(rgbOf(track), MUTED_ALPHA),
  }
}

/** How much of the author's colour a velocity shows: .30 + .70 x (v/100)^1.6, at most 1. */
export function strengthOf(velocity: number): number {
  return Math.min(1, 0.3 + 0.7 * (velocity / 100) ** 1.6)
}

/** Which of the fills a velocity has. */
export function bucketOf(velocity: number): number {
  return Math.round(((velocity - 1) / 126) * (STRENGTHS - 1))
}

/** A colour as `ImageData` holds it on little-endian machines, which are all that run us. @param alpha 0..1 */
export function pixelOf([r, g, b]: readonly [number, number, number], alpha = 1): number {
  return ((Math.round(alpha * 255) << 24) | (b << 16) | (g << 8) | r) >>> 0
}
