/** Grids that can be chosen, by the words on screen. */
import type { Grid } from "#shared/music/index.ts"

export const GRIDS = {
  bar: { label: "Bar", grid: { kind: "bar" } },
  beat: { label: "Beat", grid: { kind: "beat" } },
  "1/2": { label: "1/2", grid: { kind: "straight", division: 2 } },
  "1/4": { label: "1/4", grid: { kind: "straight", division: 4 } },
  "1/4t": { label: "1/4 triplet", grid: { kind: "triplet", division: 4 } },
  "1/8": { label: "1/8", grid: { kind: "straight", division: 8 } },
  "1/8t": { label: "1/8 triplet", grid: { kind: "triplet", division: 8 } },
  "1/16": { label: "1/16", grid: { kind: "straight", division: 16 } },
  "1/16t": { label: "1/16 triplet", grid: { kind: "triplet", division: 16 } },
  "1/32": { label: "1/32", grid: { kind: "straight", division: 32 } },
} as const satisfies Record<string, { label: string; grid: Grid }>

export type GridName = keyof typeof GRIDS

export const GRID_NAMES = Object.keys(GRIDS) as [GridName, ...GridName[]]
