/** A space of loops of one dimension, in memory: how high four quarter notes are. For component tests. */
import type {
  Handlers,
  Loop,
  LoopCell,
  LoopModel,
  LoopPoint,
  loops as contract,
} from "../../src-main/shared/contract/index.ts"
import { seededRandom } from "../../src-main/shared/music/random.ts"

const OCTAVE = 12
const MIDDLE_C = 60

const at = (height: number): LoopPoint => ({ latent: [height], key: 0, octaves: 0 })

function cellAt(point: LoopPoint): LoopCell {
  const pitch = MIDDLE_C + Math.round(OCTAVE * point.latent[0]!)
  const notes = [0, 4, 8, 12].map((startStep, i) => ({
    ...{ startStep, lengthSteps: 4, velocity: 96 },
    pitch: Math.min(127, Math.max(0, pitch + 2 * i)),
  }))
  return { point, loop: { kind: "melody", bars: 2, notes }, attributes: { density: 0 } }
}

const heightOf = ({ notes }: Loop): number => ((notes[0]?.pitch ?? MIDDLE_C) - MIDDLE_C) / OCTAVE

/** @param models those that there are; none unless told */
export function fakeLoops(models: LoopModel[] = []): Handlers<typeof contract> {
  return {
    "loops.models": () => models,
    "loops.encode": ({ loops }) =>
      loops.map((loop) => ({
        ...cellAt(at(heightOf(loop))),
        exactness: { steps: 1, onsets: 1 },
      })),
    "loops.decode": ({ points }) => points.map((point) => cellAt(point).loop),
    "loops.between": ({ corners, columns, rows }) => {
      const [first, last] = [corners[0]!, corners.at(-1)!].map(({ latent }) => latent[0]!)
      const cells = columns * rows
      return Array.from({ length: cells }, (_, i) =>
        cellAt(at(first! + ((last! - first!) * i) / (cells - 1))),
      )
    },
    "loops.sample": ({ count, seed }) => {
      const random = seededRandom(seed)
      return Array.from({ length: count }, () => cellAt(at(2 * random() - 1)))
    },
    "loops.vary": ({ point, amount, count, seed }) => {
      const random = seededRandom(seed)
      return Array.from({ length: count }, () =>
        cellAt(at(point.latent[0]! + amount * (random() - 0.5))),
      )
    },
    "loops.nudge": ({ point, changes }) =>
      cellAt(at(Object.values(changes).reduce((sum, by) => sum + by / OCTAVE, point.latent[0]!))),
    "loops.arrange": ({ points }) => points.map(({ latent }) => ({ x: latent[0]!, y: 0 })),
  }
}
