/** Seeded choices, and what there is to choose from in a document. */
import { entitiesOf, type Clip, type Project, type Track } from "#shared/project/index.ts"
import { seededRandom } from "#shared/music/random.ts"

export interface Dice {
  /** 0..most, a whole number. */
  upTo(most: number): number
  /** Of a list that is not empty. */
  one<T>(items: readonly T[]): T
  any<T>(items: readonly T[]): T | undefined
  some<T>(items: readonly T[]): T[]
  coin(): boolean
  fresh(prefix: string): string
}

export function seededDice(seed: number): Dice {
  const random = seededRandom(seed)
  let count = 0
  const upTo = (most: number): number => Math.floor(random() * (most + 1))
  return {
    upTo,
    one: (items) => items[upTo(items.length - 1)]!,
    any: (items) => items[upTo(items.length - 1)],
    some: (items) => {
      const chosen = items.filter(() => random() < 0.4)
      return chosen.length > 0 ? chosen : items.slice(0, 1)
    },
    coin: () => random() < 0.5,
    fresh: (prefix) => `${prefix}-${seed}-${count++}`,
  }
}

/** Arguments for one command, fitting most of the time. */
export type Maker = (project: Project, dice: Dice) => unknown

export const ids = (items: readonly { readonly id: string }[]): string[] =>
  items.map(({ id }) => id)
export const tracksOf = (project: Project): Track[] => entitiesOf(project.tracks)
export const idOf = (items: readonly { readonly id: string }[], dice: Dice): string =>
  items.length > 0 ? dice.one(items).id : "nothing"
export const clips = (project: Project): Clip[] => entitiesOf(project.clips)
export const clipsOfKind = (project: Project, kind: Clip["kind"]): Clip[] =>
  clips(project).filter((clip) => clip.kind === kind)
export const step = (dice: Dice, most = 64): number => 240 * dice.upTo(most)
export const point = (dice: Dice): { tick: number; value: number; curve: string } => {
  return { tick: step(dice, 16), value: dice.upTo(10), curve: dice.one(["linear", "hold"]) }
}
