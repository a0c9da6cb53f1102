/** What is kept of the timeline, per user and per project, and how it begins. */
import { z } from "zod"
import { GRID_NAMES } from "./model/grids.ts"

export type Tool = "select" | "draw" | "split" | "automation"

/** A rectangle that the hand draws, px in the lanes as they are scrolled. */
export interface Marquee {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Kept per user. */
export const SETTINGS = z.object({
  snap: z.boolean(),
  grid: z.enum(GRID_NAMES),
  follow: z.boolean(),
  inspector: z.boolean(),
  dock: z.boolean(),
  inspectorPx: z.number().min(232).max(420),
  dockPx: z.number().min(120).max(600),
})
export type TimelineSettings = z.infer<typeof SETTINGS>

/** Kept per project. */
export const PLACE = z.object({
  startTicks: z.number().min(0),
  pxPerTick: z.number().positive(),
  scrollPx: z.number().min(0),
  folded: z.array(z.string()),
  automated: z.array(z.string()),
  taken: z.array(z.string()).default([]),
  /** Whether tempo, meter and key are shown above the tracks. */
  isHeaderUnfolded: z.boolean().default(false),
})
export type Place = z.infer<typeof PLACE>

export const PANEL_SIZES = {
  inspector: { min: 232, max: 420, initial: 264 },
  dock: { min: 120, max: 480, initial: 246 },
}

export const DEFAULTS: TimelineSettings = {
  ...{ snap: true, grid: "1/8", follow: true, inspector: true, dock: true },
  inspectorPx: PANEL_SIZES.inspector.initial,
  dockPx: PANEL_SIZES.dock.initial,
}
/** Twenty bars in the width of the mock. */
export const FIRST_PLACE: Place = {
  ...{ startTicks: 0, pxPerTick: 43 / 3840, scrollPx: 0 },
  ...{ folded: [], automated: [], taken: [], isHeaderUnfolded: false },
}
