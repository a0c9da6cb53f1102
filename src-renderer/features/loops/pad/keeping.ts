/** The pad of a project as it was left, also over a restart: its corners as points, what is chosen, the path over it. */
import { z } from "zod"
import { LoopModelId, LoopPoint } from "#shared/contract/index.ts"
import type { LoopsState } from "../loops-state.svelte.ts"
import { SIZES } from "../model/palette.ts"

const KEY = "loops.pads"
/** Projects that are remembered. */
const MOST = 24
const DIGITS = 1e4

const PAD = z.object({
  modelId: LoopModelId,
  size: z.enum(SIZES),
  at: z.int().min(0),
  /** Of the next loop that nobody wrote. */
  seed: z.int().min(1),
  isInKey: z.boolean(),
  corners: z.array(z.object({ name: z.string(), isOwn: z.boolean(), point: LoopPoint })).max(16),
  path: z.array(z.int().min(0)).max(64),
})
type Pad = z.infer<typeof PAD>
const PADS: z.ZodType<Record<string, Pad>> = z.record(z.string(), PAD)

/** Makes the pad that of a project; an empty one where none is known. */
export function recall(loops: LoopsState, projectId: string): void {
  const pads = loops.studio.preferences.read(KEY, PADS, {})
  const pad = Object.hasOwn(pads, projectId) ? pads[projectId] : undefined
  loops.clear()
  loops.history.clear()
  loops.projectId = projectId
  if (!pad) return
  loops.take(pad)
  loops.isInKey = pad.isInKey
  loops.corners = pad.corners
  loops.at = pad.at
  loops.seed = pad.seed
  loops.pathToRecall = pad.path
}

/** Reads all that is kept of the pad; null while it is not filled. */
export function padOf(loops: LoopsState): Pad | null {
  const { model, corners, cells, path, size, at, isInKey, seed } = loops
  if (!model || cells.length === 0) return null
  return {
    ...{ modelId: model.id, size, at, isInKey, seed },
    corners: corners.slice(0, 16).map(({ name, isOwn, point }) => ({
      ...{ name, isOwn },
      point: { ...point, latent: point.latent.map((each) => Math.round(each * DIGITS) / DIGITS) },
    })),
    path: path.every((step) => step.at !== null) ? path.map((step) => step.at!) : [],
  }
}

export function remember({ studio, projectId }: LoopsState, pad: Pad): void {
  if (projectId === null) return
  const others = Object.entries(studio.preferences.read(KEY, PADS, {})).filter(
    ([id]) => id !== projectId,
  )
  const kept = { ...Object.fromEntries(others.slice(1 - MOST)), [projectId]: pad }
  studio.preferences.write(KEY, kept)
}
