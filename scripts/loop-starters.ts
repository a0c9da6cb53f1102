/** What the loop models that come with the program learn from, and how. All settings were found by trying (README, Loops). */
import type { LoopNetwork, LoopSettings } from "#engine/loops/index.ts"
import { chopin, freedoom, groove, jsbChorales, lieder, type StarterData } from "./starters.ts"

interface LoopStarter {
  name: string
  network: LoopNetwork
  settings: LoopSettings
  data: readonly StarterData[]
}

const settings: LoopSettings = {
  ...{
    batch: 128,
    steps: 2500,
    until: 2500,
    rate: 2.5e-3,
    warmUpSteps: 100,
    weightDecay: 0.01,
    seed: 1,
  },
  ...{ beta: 0.15, freeNats: 0, attributeWeight: 1 },
}
const melody = { kind: "melody", patch: 4, hasGroupDimensions: false } as const
const melodies = [chopin, freedoom, lieder, jsbChorales]

export const loopStarters: Partial<Record<string, LoopStarter>> = {
  melody2: {
    name: "Melodies of 2 bars",
    network: { ...melody, bars: 2, local: 80, hidden: 256, latent: 48 },
    settings,
    data: melodies,
  },
  melody4: {
    name: "Melodies of 4 bars",
    network: { ...melody, bars: 4, local: 64, hidden: 320, latent: 64 },
    settings: { ...settings, steps: 3000, until: 3000, beta: 0.08 },
    data: melodies,
  },
  drums2: {
    name: "Drums of 2 bars",
    network: {
      ...{ kind: "drums", bars: 2, patch: 4, local: 96, hidden: 384, latent: 96 },
      hasGroupDimensions: true,
    },
    settings: { ...settings, steps: 5000, until: 5000, beta: 0.1 },
    data: [groove, freedoom],
  },
}
