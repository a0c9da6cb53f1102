/** Points that fill a grid between corners. */
import { fail } from "#shared/contract/errors.ts"
import type { LoopPoint } from "#shared/contract/loops.ts"
import type { Asked } from "./space.ts"
import { onGrid } from "./sphere.ts"

/** Row by row. Registers go evenly from corner to corner, in whole octaves. @throws StudioError invalid-input */
export function cellsBetween(asked: Asked<"loops.between">): LoopPoint[] {
  const { corners, cornerColumns, columns, rows } = asked
  if (corners.length % cornerColumns !== 0)
    fail("invalid-input", `${corners.length} corners do not make rows of ${cornerColumns}.`)
  const grid = {
    latents: corners.map(({ latent }) => Float32Array.from(latent)),
    columns: cornerColumns,
  }
  const registers = { ...grid, latents: corners.map(({ octaves }) => Float32Array.of(octaves)) }
  const key = asked.key ?? corners[0]!.key
  return Array.from({ length: columns * rows }, (_, cell) => {
    const across = (cell % columns) / (columns - 1)
    const down = rows === 1 ? 0 : Math.floor(cell / columns) / (rows - 1)
    const octaves = Math.round(onGrid(registers, across, down)[0]!)
    return { latent: [...onGrid(grid, across, down)], key, octaves }
  })
}
