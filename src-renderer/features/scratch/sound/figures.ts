/** The measures of rigs, and which model is best by each. Pure. */
import type { ScratchRig } from "#shared/contract/index.ts"

type Figure = ScratchRig["figures"][number]
type Measure = Exclude<keyof Figure, "model">

export const COLUMNS: readonly { of: Measure; title: string; better: string }[] = [
  { of: "spectral", title: "Spectral distance", better: "less is better" },
  { of: "logSpectralDb", title: "Log-spectral, dB", better: "less is better" },
  { of: "onsetF1", title: "Onsets within 20 ms, F1", better: "more is better" },
]

/** The best figure of each measure; NaN where there is none. */
export function bestOf(figures: readonly Figure[]): Record<Measure, number> {
  const least = (of: Measure): number => Math.min(...figures.map((figure) => figure[of]))
  const most = Math.max(...figures.map(({ onsetF1 }) => onsetF1))
  return { spectral: least("spectral"), logSpectralDb: least("logSpectralDb"), onsetF1: most }
}
