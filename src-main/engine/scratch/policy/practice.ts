/** Thirty days of practice: what the policy had learnt at the end of each, and how well it played then. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import type { Random } from "#shared/music/random.ts"
import { type Executor, initialVector } from "../../compute/index.ts"
import type { EliteArchive } from "../discovery/index.ts"
import type { Performance } from "../gestures/index.ts"
import { worthOf } from "../reward/index.ts"
import { chooseSkills } from "./choose-skills.ts"
import { cloned, DAYS, policyLayout } from "./clone.ts"
import { lessonsOf } from "./lessons.ts"
import { Player } from "./network.ts"
import { playSkills } from "./play.ts"

export interface Practice {
  /** Of the elites that were taught, in the order of the skills. */
  niches: Int32Array
  /** Weights at the end of each day. */
  days: Float32Array[]
  /** Mean of all skills, 0..1. */
  qualities: number[]
}

interface PracticeOptions {
  executor: Executor
  signal: AbortSignal
  onDay(day: number, days: number): void
}

/** Who searched little practises little. */
const [FEWEST_STEPS, MOST_STEPS, TRIES_A_STEP] = [150, 5000, 20]
const stepsFor = ({ evaluations }: DiscoverySettings): number =>
  Math.round(Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, evaluations / TRIES_A_STEP)))

export async function practise(
  archive: EliteArchive,
  settings: DiscoverySettings,
  { executor, signal, onDay }: PracticeOptions,
): Promise<Practice> {
  const niches = Int32Array.from(chooseSkills(archive))
  const practice: Practice = { niches, days: [], qualities: [] }
  if (niches.length === 0) return practice
  const genes = Array.from(niches, (niche) => archive.genesOf(niche))
  const lessons = lessonsOf(genes, settings)
  const steps = stepsFor(settings)
  const order = { skills: niches.length, steps, seed: settings.seed, executor, signal }
  for await (const weights of cloned(lessons, order)) {
    practice.days.push(weights)
    practice.qualities.push(qualityOf(playerOf(practice, practice.days.length), settings, niches))
    onDay(practice.days.length, DAYS)
  }
  return practice
}

/** Who plays after so many days, from 1. */
export const playerOf = ({ niches, days }: Practice, day: number): Player =>
  new Player(policyLayout(niches.length), days[day - 1]!)

function qualityOf(player: Player, settings: DiscoverySettings, niches: Int32Array): number {
  const skills = Array.from(niches, (_, at) => () => player.skill(at))
  const worths = playSkills(player, skills, settings, 1).map((each) =>
    worthOf(each, settings.reward),
  )
  return worths.reduce((sum, { quality }) => sum + quality, 0) / worths.length
}

/** What is heard of a day: two bars each of two skills. */
export function dayOf(practice: Practice, day: number, settings: DiscoverySettings): Performance {
  const player = playerOf(practice, day)
  const second = Math.min(1, practice.niches.length - 1)
  const skillAt = (bar: number): Float32Array => player.skill(bar < HEARD_BARS / 2 ? 0 : second)
  const [performance] = playSkills(player, [skillAt], settings, HEARD_BARS)
  return performance!
}
const HEARD_BARS = 4

/** One that has learnt nothing, with a skill that means nothing. */
export function randomPlayer(random: Random): { player: Player; skill: Float32Array } {
  const layout = policyLayout(1)
  const player = new Player(layout, initialVector(layout, Math.floor(random() * 2 ** 31)))
  return { player, skill: player.skill(0) }
}
