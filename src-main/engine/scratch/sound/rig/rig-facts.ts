/** What a rig has learnt, in words and units. */
import type { Rig } from "./rig.ts"

export interface Fact {
  name: string
  value: string
}

export function rigFacts({ deck: { physics }, card, residual }: Rig): Fact[] {
  const { faderDelayMs, placeDelayMs, faderTravelMs, lag, cut, contour } = physics
  const { kneeSpeed, slowPower, fastPower } = physics
  const seconds = card.learntFrom.reduce((sum, take) => sum + take.seconds, 0)
  return [
    {
      name: "Fader against record",
      value: `${Math.abs(faderDelayMs - placeDelayMs).toFixed(1)} ms ${faderDelayMs < placeDelayMs ? "earlier" : "later"}`,
    },
    { name: "Time of a cut", value: `${faderTravelMs.toFixed(1)} ms` },
    { name: "Cut-in", value: `${percent(lag)} to ${percent(lag + cut)} of the way` },
    { name: "Curve of the fader", value: `power ${contour.toFixed(2)}` },
    { name: "Softer below", value: `${kneeSpeed.toFixed(2)} of record speed` },
    { name: "Slow level", value: `speed to the power of ${(slowPower + fastPower).toFixed(2)}` },
    { name: "Fast level", value: `speed to the power of ${fastPower.toFixed(2)}` },
    { name: "Learnt from", value: `${card.learntFrom.length} takes, ${seconds.toFixed(0)} s` },
    {
      name: "Beside the physics",
      value: residual ? "a network tells the rest" : "nothing: physics alone were nearer",
    },
    ...betterWithout(card.figures),
    { name: "Measured on", value: card.heldOut || "nothing: too few takes to hold one out" },
  ]
}

/** A rig that is the studio's own deck, or was badly recorded, is better left to the deck itself. */
function betterWithout(figures: Rig["card"]["figures"]): Fact[] {
  const of = (name: string): number | undefined =>
    figures.find(({ model }) => model === name)?.spectral
  const [own, physics] = [of("uncalibrated deck"), of("physics")]
  if (own === undefined || physics === undefined || physics <= own) return []
  return [
    { name: "Note", value: "the studio's own deck is nearer to these recordings than this rig" },
  ]
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
