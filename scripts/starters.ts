/** What the models that come with the program learn from, and how. All settings were found by trying (README, Models). */
import type { Corpus } from "#engine/datasets/index.ts"
import { phraseCorpus } from "#engine/duet/index.ts"
import type { Licence, TrainingConfig } from "#shared/contract/index.ts"

export interface StarterData {
  /** Of the corpus, within the data. */
  path: string
  licence: Licence
}

interface Starter {
  name: string
  data: readonly StarterData[]
  /** Whether key signatures that a converter lost are put back. */
  restoresKeys?: boolean
  /** What is learnt of it where that is not the pieces as they are. */
  made?(corpus: Corpus): Corpus
  settings: Partial<TrainingConfig>
}

const ship = (name: string, notice: string): Licence => ({ name, use: "ship", notice })

export const chopin: StarterData = {
  path: "chopin",
  licence: ship(
    "CC BY 4.0",
    "Chopin first editions, encoded by the Fryderyk Chopin Institute (pl-wnifc/humdrum-chopin-first-editions)",
  ),
}
export const groove: StarterData = {
  path: "groove",
  licence: ship("CC BY 4.0", "Groove MIDI Dataset, Google LLC (Magenta)"),
}
export const freedoom: StarterData = {
  path: "freedoom",
  licence: ship("BSD 3-clause", "Music of the Freedoom project and its contributors"),
}
export const lieder: StarterData = {
  path: "lieder",
  licence: ship("CC0", "OpenScore Lieder Corpus"),
}
export const jsbChorales: StarterData = {
  path: "jsb-chorales",
  licence: ship("public domain", "Chorales of J. S. Bach (czhuang/JSB-Chorales-dataset)"),
}
const gru = {
  trunk: "gru",
  layers: 2,
  width: 256,
  batch: 8,
  context: 128,
  rate: 3e-3,
  weightDecay: 0.1,
} as const

export const starters: Partial<Record<string, Starter>> = {
  chorales: {
    name: "Chorales",
    data: [jsbChorales],
    settings: { ...gru, language: "chorales", steps: 5000, measureEvery: 250, dropout: 0.15 },
  },
  chopin: {
    name: "Chopin",
    data: [chopin],
    restoresKeys: true,
    settings: { ...gru, language: "notes", steps: 4000, measureEvery: 400, dropout: 0.1 },
  },
  drums: {
    name: "Drums",
    data: [groove],
    settings: {
      ...{ ...gru, language: "notes", width: 192, steps: 1200, measureEvery: 250, dropout: 0.1 },
      transpose: false,
    },
  },
  base: {
    name: "Base",
    restoresKeys: true,
    data: [chopin, groove, freedoom, lieder],
    settings: { ...gru, language: "notes", steps: 1200, measureEvery: 400, dropout: 0.1 },
  },
  duet: {
    name: "Duet",
    restoresKeys: true,
    data: [chopin, lieder, jsbChorales, freedoom],
    made: phraseCorpus,
    settings: {
      ...gru,
      language: "notes",
      width: 192,
      steps: 5000,
      measureEvery: 500,
      dropout: 0.1,
    },
  },
}
