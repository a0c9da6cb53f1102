/** How the view looks and works, kept per user. */
import { z } from "zod"
import { GRID_NAMES } from "./geometry/snap.ts"

export const NOTES_SETTINGS = z.object({
  /** What the notes are shown as; steps are for drums. */
  mode: z.enum(["roll", "steps", "score"]).default("roll"),
  scoreZoom: z.number().min(0.5).max(2.5).default(1.25),
  grid: z.enum(GRID_NAMES),
  isSnapping: z.boolean(),
  /** New and moved notes stay in the key of the piece. */
  inScale: z.boolean(),
  showsGhosts: z.boolean(),
  auditions: z.boolean(),
  isSeventh: z.boolean(),
  inspector: z.boolean(),
  lanes: z.boolean(),
  inspectorPx: z.number().min(232).max(420),
  lanesPx: z.number().min(72).max(420),
  rowPx: z.number().min(4).max(40),
})
export type NotesSettings = z.infer<typeof NOTES_SETTINGS>
export type NotesMode = NotesSettings["mode"]

export const PANEL_SIZES = {
  inspector: { min: 232, max: 420, initial: 264 },
  lanes: { min: 72, max: 420, initial: 148 },
}

export const DEFAULT_SETTINGS: NotesSettings = {
  mode: "roll",
  scoreZoom: 1.25,
  grid: "1/16",
  isSnapping: true,
  inScale: false,
  showsGhosts: true,
  auditions: true,
  isSeventh: false,
  inspector: true,
  lanes: true,
  inspectorPx: PANEL_SIZES.inspector.initial,
  lanesPx: PANEL_SIZES.lanes.initial,
  rowPx: 16,
}
