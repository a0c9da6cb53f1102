/** A policy plays: it decides every ten milliseconds from what it knows. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import {
  decisionsFor,
  OBSERVATION,
  Observer,
  STEP_SECONDS,
  Traces,
  Worlds,
} from "../environment/index.ts"
import { barSteps, LEAD_BEATS, type Performance, START_SECONDS } from "../gestures/index.ts"
import { OPEN_PLACE, OUTPUTS, type Player, SKILL, SPEED_UNIT } from "./network.ts"

const INPUTS = OBSERVATION + SKILL
const MIDDLE_SECONDS = 0.1

/** @param skillAt which skill, in which bar @returns views that hold for good: every call has its own */
export function playSkills(
  player: Player,
  skills: readonly ((bar: number) => Float32Array)[],
  { bpm, limits, seed }: Pick<DiscoverySettings, "bpm" | "limits" | "seed">,
  bars: number,
): Performance[] {
  const worlds = new Worlds(skills.length, limits)
  const observer = new Observer(worlds)
  const steps = barSteps(bpm, bars)
  const traces = new Traces(skills.length, steps)
  const decisions = decisionsFor(skills.length)
  const inputs = new Float32Array(INPUTS)
  const hands = new Float64Array(OUTPUTS)
  for (let world = 0; world < skills.length; world++)
    worlds.reset(world, seed + world, START_SECONDS + MIDDLE_SECONDS, OPEN_PLACE)
  observer.begin()
  for (let step = 0; step < steps; step++) {
    const beat = (step * STEP_SECONDS * bpm) / 60 - LEAD_BEATS
    const bar = Math.max(0, Math.floor(beat / 4))
    for (const [world, skillAt] of skills.entries()) {
      observer.write(world, beat, inputs, 0)
      inputs.set(skillAt(bar), OBSERVATION)
      player.play(inputs, hands)
      decisions.speeds[world] = SPEED_UNIT * hands[0]!
      decisions.faders[world] = hands[1]! > 0 ? OPEN_PLACE : 0
    }
    worlds.step(decisions, traces)
    observer.advance()
  }
  const beatMs = 60_000 / bpm
  return skills.map((_, world) => ({
    ...traces.of(world),
    ...{ bpm, barFrom: LEAD_BEATS * beatMs, beatMs },
  }))
}
