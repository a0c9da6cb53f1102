/** What a way from one loop to another is like. */
import type { LoopKind } from "#shared/contract/loops.ts"
import type { Random } from "#shared/music/random.ts"
import { distance } from "./exactness.ts"

/** Stations of a way, both ends among them. */
export const STATIONS = 11

export interface WayFigures {
  /** Spearman's rank correlation of the distance from the beginning with how far the way has gone. */
  order: number
  /** The longest of its steps over their mean; null where nothing changes. */
  longest: number | null
}

/** @param stations evenly spaced @param from the loop at whose point it begins */
export function wayFigures(
  kind: LoopKind,
  from: Uint8Array,
  stations: readonly Uint8Array[],
): WayFigures {
  const away = stations.map((station) => distance(kind, from, station))
  const steps = stations.slice(1).map((station, i) => distance(kind, stations[i]!, station))
  const sum = steps.reduce((all, step) => all + step, 0)
  return {
    order: spearman(
      away,
      stations.map((_, i) => i),
    ),
    longest: sum === 0 ? null : (Math.max(...steps) * steps.length) / sum,
  }
}

/** Each step, or cell of drums, of the other loop with a chance of `share`: what a way through a space has to beat. */
export function crossfaded(
  one: Uint8Array,
  other: Uint8Array,
  share: number,
  random: Random,
): Uint8Array {
  return one.map((value, i) => (random() < share ? other[i]! : value))
}

/** Equal values have the mean of their ranks. 0 where one of both is always the same. */
export function spearman(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [ranks(one), ranks(other)]
  const middle = (one.length - 1) / 2
  let [both, squareA, squareB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - middle) * (b[i]! - middle)
    squareA += (a[i]! - middle) ** 2
    squareB += (b[i]! - middle) ** 2
  }
  const scale = Math.sqrt(squareA * squareB)
  return scale > 0 ? both / scale : 0
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const same = values.filter((other) => other === value).length
    return below + (same - 1) / 2
  })
}
