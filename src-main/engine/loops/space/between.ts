/** Points that fill a grid between corners. */
import { fail } from "#shared/contract/errors.ts"
import type { LoopPoint } from "#shared/contract/loops.ts"
import { semitonesTo } from "../heard/melody.ts"
import type { Asked } from "./space.ts"
import { onGrid } from "./sphere.ts"

/**
 * Row by row. Without a key that is asked for each cell has that of the corner next to it: corners are themselves then, and the
 * key changes in the middle between two. What is put back goes evenly from corner to corner: in one key, whole octaves.
 * @throws StudioError invalid-input
 */
export function cellsBetween(asked: Asked<"loops.between">): LoopPoint[] {
  const { corners, cornerColumns, columns, rows } = asked
  if (corners.length % cornerColumns !== 0)
    fail("invalid-input", `${corners.length} corners do not make rows of ${cornerColumns}.`)
  const grid = {
    latents: corners.map(({ latent }) => Float32Array.from(latent)),
    columns: cornerColumns,
  }
  const cornerRows = corners.length / cornerColumns
  const offsets = corners.map(({ key, octaves }) => 12 * octaves + semitonesTo(asked.key ?? key))
  const moved = { ...grid, latents: offsets.map((semitones) => Float32Array.of(semitones)) }
  return Array.from({ length: columns * rows }, (_, cell) => {
    const across = (cell % columns) / (columns - 1)
    const down = rows === 1 ? 0 : Math.floor(cell / columns) / (rows - 1)
    const nearest =
      Math.round(down * (cornerRows - 1)) * cornerColumns + Math.round(across * (cornerColumns - 1))
    const key = asked.key ?? corners[nearest]!.key
    const octaves = Math.round((onGrid(moved, across, down)[0]! - semitonesTo(key)) / 12)
    return { latent: [...onGrid(grid, across, down)], key, octaves }
  })
}
