/** The sliders of a discovery, with what they mean. */
import type { HumanLimits, ScratchReward } from "#shared/contract/index.ts"

interface Range<Name> {
  readonly name: Name
  readonly label: string
  readonly more: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly unit: string
}

const weight = { min: 0, max: 2, step: 0.05, unit: "" }

export const REWARDS: readonly Range<keyof ScratchReward>[] = [
  { name: "rhythm", label: "Rhythm", more: "Sounds begin on the beat's grid", ...weight },
  { name: "expression", label: "Expression", more: "Timing that leans, as hands do", ...weight },
  { name: "variety", label: "Variety", more: "Unlike what was found before", ...weight },
  { name: "effort", label: "Effort", more: "What fast and jerky movement costs", ...weight },
]

export const LIMITS: readonly Range<keyof HumanLimits>[] = [
  {
    ...{ name: "reactionMs", label: "Reaction", more: "How late a hand corrects itself" },
    ...{ min: 0, max: 400, step: 5, unit: "ms" },
  },
  {
    ...{ name: "inertia", label: "Inertia", more: "How heavy the arm is: 1 is a human's" },
    ...{ min: 0.25, max: 4, step: 0.05, unit: "×" },
  },
  {
    ...{ name: "faderTravelMs", label: "Fader travel", more: "From one end to the other" },
    ...{ min: 5, max: 120, step: 1, unit: "ms" },
  },
  {
    ...{ name: "noise", label: "Noise", more: "How unsteady movement is: 1 is a human's" },
    ...{ min: 0, max: 4, step: 0.05, unit: "×" },
  },
]
