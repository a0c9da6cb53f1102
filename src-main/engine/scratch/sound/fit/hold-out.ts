/** Which takes a rig is not learnt from, so that it can be measured: by take and by record, never by frame. */
import type { HeardTake } from "./heard-take.ts"

/** One record in three. */
const RECORDS_A_TEST = 3
const FEWEST_TAKES = 3

export interface HeldOut {
  train: HeardTake[]
  test: HeardTake[]
  /** For a card. */
  words: string
}

/**
 * With two records or more, whole records with all their takes are held out; a take that was also played on a record that is
 * learnt from is in neither. With one record, its last take is. With fewer than three takes, nothing.
 */
export function holdOut(takes: readonly HeardTake[]): HeldOut {
  const records = [...new Set(takes.map(({ recordKey }) => recordKey))]
  const held = new Set(records.slice(records.length - Math.floor(records.length / RECORDS_A_TEST)))
  if (records.length === 2) held.add(records[1]!)
  const learnt = takes.filter(({ recordKey }) => !held.has(recordKey))
  const test = takes.filter(({ recordKey }) => held.has(recordKey))
  const tested = new Set(test.map(({ takeKey }) => takeKey))
  const train = learnt.filter(({ takeKey }) => !tested.has(takeKey))
  if (train.length > 0 && test.length > 0 && takes.length >= FEWEST_TAKES)
    return { train, test, words: `${count(test)} on records that nothing was learnt from` }
  const last = takes.at(-1)!
  const others = takes.filter(({ takeKey }) => takeKey !== last.takeKey)
  if (takes.length < FEWEST_TAKES || others.length === 0)
    return { train: [...takes], test: [], words: "" }
  return { train: others, test: [last], words: `${count([last])} on a record that was learnt from` }
}

const count = ({ length }: readonly HeardTake[]): string =>
  length === 1 ? "one take" : `${length} takes`
