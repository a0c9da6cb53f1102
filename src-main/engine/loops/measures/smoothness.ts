/** Do near places sound alike? Ways between held-out loops (music.md 6). */
import type { LoopFigure } from "#shared/contract/loops.ts"
import { nearNormal, seededRandom } from "#shared/music/random.ts"
import type { Coder } from "../network/coder.ts"
import { slerp } from "../space/sphere.ts"
import { distance } from "./exactness.ts"
import type { Examination } from "./examination.ts"
import { crossfaded, STATIONS, type WayFigures, wayFigures } from "./way.ts"

const SEED = 7
/** Length of the shift whose effect is told. */
const SHIFT = 0.5

type Ways = readonly (readonly Uint8Array[])[]

export async function smoothnessFigures(
  examination: Examination,
  { coder, untrained }: { coder: Coder; untrained: Coder },
): Promise<LoopFigure[]> {
  const { kind, pairs, grams } = examination
  const random = seededRandom(SEED)
  const own = await waysThrough(coder, pairs)
  const raw = await waysThrough(untrained, pairs)
  const faded: Ways = pairs.map(([one, other]) =>
    stationsOf((share) => crossfaded(one, other, share, random)),
  )
  const figures = (ways: Ways): WayFigures[] =>
    ways.map((way, i) => wayFigures(kind, pairs[i]![0], way))
  const order = (ways: Ways): number => mean(figures(ways).map((way) => way.order))
  const longest = (ways: Ways): number =>
    mean(figures(ways).flatMap((way) => (way.longest === null ? [] : [way.longest])))
  const middle = (ways: Ways): number =>
    mean(ways.map((way) => grams.surprise(way[(STATIONS - 1) / 2]!)))
  const beside = (of: (ways: Ways) => number): LoopFigure["baselines"] => [
    { name: "crossfade", value: of(faded) },
    { name: "untrained", value: of(raw) },
  ]
  const ends = pairs.flatMap((pair) => pair.map((loop) => grams.surprise(loop)))
  return [
    {
      name: "order along a way",
      value: order(own),
      goal: { atLeast: 0.9 },
      baselines: beside(order),
    },
    {
      name: "longest step over mean",
      value: longest(own),
      goal: { atMost: 3 },
      baselines: beside(longest),
    },
    {
      ...{
        name: "surprise midway, nats a step",
        value: middle(own),
        goal: { atMost: middle(faded) },
      },
      baselines: [...beside(middle), { name: "both ends", value: mean(ends) }],
    },
    {
      name: `changes after a shift of ${SHIFT}, over it`,
      value: await shifted(examination, coder),
      goal: null,
      baselines: [],
    },
  ]
}

async function waysThrough(coder: Coder, pairs: Examination["pairs"]): Promise<Ways> {
  const { mean: latents } = await coder.encode(pairs.flat())
  const width = latents.length / pairs.length / 2
  const at = (row: number): Float32Array => latents.subarray(row * width, (row + 1) * width)
  const points = pairs.flatMap((_, i) =>
    stationsOf((share) => slerp(at(2 * i), at(2 * i + 1), share)),
  )
  const all = new Float32Array(points.length * width)
  for (const [i, point] of points.entries()) all.set(point, i * width)
  const loops = await coder.decode(all)
  return pairs.map((_, i) => loops.slice(i * STATIONS, (i + 1) * STATIONS))
}

const stationsOf = <T>(of: (share: number) => T): T[] =>
  Array.from({ length: STATIONS }, (_, i) => of(i / (STATIONS - 1)))

/** Mean distance of what a point and one beside it decode to, over the distance of the points. */
async function shifted({ kind, real }: Examination, coder: Coder): Promise<number> {
  const random = seededRandom(SEED)
  const { mean: points } = await coder.encode(real)
  const width = points.length / real.length
  const moved = points.map((value) => value + (SHIFT / Math.sqrt(width)) * nearNormal(random))
  const [here, there] = [await coder.decode(points), await coder.decode(moved)]
  return mean(here.map((loop, i) => distance(kind, loop, there[i]!))) / SHIFT
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
