/** What page and scene worker tell each other. Arrays are copied: each side keeps its own. */
import type { Palette } from "../../../graphics/index.ts"
import type { View } from "./view.ts"

/** A picture of the map at one moment. */
export interface Frame {
  view: View
  /** 0..1: points between `from` and `to`. */
  glide: number
  colourGlide: number
  /** World units that a radius of 1 stands for. */
  dotScale: number
  /** Leaves the way through the song out. */
  isSparing: boolean
}

/** The floor's middle and half its side; `radius` is that of the cloud over it. */
export interface Ground {
  x: number
  y: number
  z: number
  size: number
  radius: number
}

export type ToScene =
  | { kind: "open"; canvas: OffscreenCanvas; palette: Palette }
  | { kind: "palette"; palette: Palette }
  | { kind: "resize"; widthPx: number; heightPx: number; ratio: number }
  | { kind: "count"; count: number }
  | { kind: "places"; from: Float32Array; to: Float32Array }
  | { kind: "colours"; from: Uint8Array; to: Uint8Array }
  | { kind: "style"; style: Uint8Array }
  | { kind: "ground"; ground: Ground }
  | { kind: "draw"; number: number; frame: Frame }
  | { kind: "picture"; frame: Frame }

export type FromScene =
  | { kind: "opened"; isInSoftware: boolean }
  /** There is no WebGL 2. */
  | { kind: "failed" }
  /** Frames before `number` that were not drawn yet are left out. */
  | { kind: "drawn"; number: number; drawCalls: number; scriptMs: number }
  | { kind: "picture"; picture: ImageBitmap }
