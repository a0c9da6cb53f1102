/**
 * The 26 numbers that place a chunk on the map, all from its mel spectrogram as in "What if machines can see music" (2017):
 * 20 for the colour of the sound, free of loudness and length, and 6 for its shape. The engine computes them, every view names them.
 */
import { melEdgesHz } from "../music/mel.ts"

export interface Feature {
  name: string
  label: string
  unit: string
  formula: string
}

/** Mel bands of the spectrogram; features use them in pairs. */
export const MEL_BANDS = 40
/** The first features: the colour of the sound. */
export const COLOUR_BANDS = 20
export const MEL_LOW_HZ = 27.5
export const MEL_HIGH_HZ = 16_000
/** The colour of a chunk reaches this far below its strongest band: what lies deeper is not heard beside it. */
export const COLOUR_RANGE_DB = 60

/** Middle frequency of each pair of mel bands, for labels. */
function colourHz(): number[] {
  const edges = melEdgesHz(MEL_BANDS, MEL_LOW_HZ, MEL_HIGH_HZ)
  return Array.from({ length: COLOUR_BANDS }, (_, pair) => {
    return ((edges[2 * pair + 1] ?? 0) + (edges[2 * pair + 2] ?? 0)) / 2
  })
}

const bandName = (hz: number) =>
  hz < 1000 ? `${Math.round(hz)} Hz` : `${(hz / 1000).toFixed(1)} kHz`

/** Column i of `ChunkFeatures.features`. P_b: power in mel band b, a full-scale sine being 1; <.>
 * the mean over the chunk's frames. */
export const FEATURES: readonly Feature[] = [
  ...colourHz().map((hz, pair) => ({
    name: `colour${pair}`,
    label: `Energy around ${bandName(hz)}`,
    unit: "dB",
    formula:
      `C_${pair} - mean(C), where C_i = 10 log10(<P_${2 * pair}> + <P_${2 * pair + 1}> + 1e-8) for i = ${pair},` +
      ` not more than ${COLOUR_RANGE_DB} dB below the largest C`,
  })),
  {
    name: "level",
    label: "Level",
    unit: "dB",
    formula: "10 log10(sum_b <P_b> + 1e-8): -80 for silence",
  },
  {
    name: "centroid",
    label: "Brightness",
    unit: "mel band",
    formula: "sum_b b W_b / sum_b W_b, with W_b = sqrt(<P_b>)",
  },
  {
    name: "spread",
    label: "Width of the spectrum",
    unit: "mel bands",
    formula: "sqrt(sum_b (b - centroid)^2 W_b / sum_b W_b)",
  },
  {
    name: "flatness",
    label: "Noisiness",
    unit: "dB",
    formula: "mean_b 10 log10(<P_b> + e) - 10 log10(mean_b <P_b> + e), e = 1e-6 max_b <P_b>",
  },
  {
    name: "flux",
    label: "Movement",
    unit: "dB per frame",
    formula:
      "mean over frames and bands of |L_b(t) - L_b(t - 1)|, L in dB not below the chunk's peak - 60 dB",
  },
  {
    name: "balance",
    label: "Attack to tail",
    unit: "0..1",
    formula: "sum_t t A(t) / sum_t A(t), A = sqrt(sum_b P_b), t from 0 (begin) to 1 (end)",
  },
]
