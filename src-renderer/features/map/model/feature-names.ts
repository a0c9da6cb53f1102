/** The 26 features as the engine makes them (engine/features), in words for tooltips and exports. */
export interface FeatureName {
  name: string
  label: string
}

const COLOURS = 20

export const FEATURE_NAMES: readonly FeatureName[] = [
  ...Array.from({ length: COLOURS }, (_, i) => ({
    name: `colour${i}`,
    label: `Colour, band ${i + 1} of ${COLOURS}: how strong it is against the other bands`,
  })),
  { name: "level", label: "Level" },
  { name: "centroid", label: "Brightness" },
  { name: "spread", label: "Width of the spectrum" },
  { name: "flatness", label: "Noisiness" },
  { name: "flux", label: "Movement" },
  { name: "balance", label: "Attack to tail" },
]

export const COLOUR_FEATURES = COLOURS
