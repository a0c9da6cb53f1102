/** How the editor was left, kept for a person. */
import { z } from "zod"
import { TECHNIQUE_CLASSES } from "#shared/scratch/index.ts"
import { GRID_NAMES } from "./model/snap.ts"

export const EDITOR_SETTINGS = z.object({
  grid: z.enum(GRID_NAMES).default("1/16"),
  isSnapping: z.boolean().default(true),
  /** How far what is quantised is pulled, per cent. */
  cuts: z.number().min(0).max(100).default(100),
  strokes: z.number().min(0).max(100).default(100),
  /** 50 is straight. */
  swing: z.number().min(50).max(75).default(50),
  /** What is no longer called so is forgotten. */
  technique: z.enum(TECHNIQUE_CLASSES).default("baby").catch("baby"),
  hasInspector: z.boolean().default(true),
})
export type EditorSettings = z.infer<typeof EDITOR_SETTINGS>
export const DEFAULT_SETTINGS: EditorSettings = EDITOR_SETTINGS.parse({})
