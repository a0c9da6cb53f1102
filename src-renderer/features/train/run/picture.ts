/** What the chart of a run shows. */
import type { Checkpoint, Measurement, Run } from "#shared/contract/index.ts"
import type { Palette } from "../../../graphics/index.ts"

export interface Picture {
  readonly name: string
  readonly measurements: readonly Measurement[]
  readonly checkpoints: readonly Checkpoint[]
  readonly baselines: Run["baselines"]
  readonly compared: { readonly name: string; readonly measurements: readonly Measurement[] } | null
  /** Where it is, and where it ends at the latest. */
  readonly step: number
  readonly steps: number
  readonly isUnderWay: boolean
  readonly palette: Palette
}

/** At the right edge, for the names of lines; px. */
export const LABELS_PX = 172
