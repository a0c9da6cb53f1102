/** One of many by chance, as a model's logits have it. */
import type { Random } from "#shared/music/random.ts"

export interface Taste {
  /** 0 takes the likeliest; 1 is the model's own chance; above that more is dared. */
  temperature: number
  /** The likeliest whose chances sum up to this are in play (nucleus: Holtzman et al. 2020). */
  topP: number
  /** Nor any less likely than this share of the likeliest (Nguyen et al. 2024). */
  minP: number
}

/** @param allowed 1 where the grammar lets a value be; at least one */
export function choose(
  logits: ArrayLike<number>,
  allowed: ArrayLike<number>,
  { temperature, topP, minP }: Taste,
  random: Random,
): number {
  const open: number[] = []
  for (let value = 0; value < logits.length; value++) if (allowed[value]) open.push(value)
  if (open.length === 0) throw new RangeError("The grammar leaves no choice")
  open.sort((a, b) => logits[b]! - logits[a]! || a - b)
  const top = logits[open[0]!]!
  if (temperature === 0 || open.length === 1) return open[0]!
  const chances = open.map((value) => Math.exp((logits[value]! - top) / temperature))
  const sum = chances.reduce((so, chance) => so + chance, 0)
  let kept = 0
  let count = 0
  while (count < open.length && kept < topP * sum && chances[count]! >= minP)
    kept += chances[count++]!
  let at = random() * kept
  for (let i = 0; i < count; i++) {
    at -= chances[i]!
    if (at < 0) return open[i]!
  }
  return open[Math.max(0, count - 1)]!
}
