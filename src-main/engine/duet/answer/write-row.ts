/** One more row of an answer: what the model expects, within what may be, bent towards what is wanted. */
import type { Random } from "#shared/music/random.ts"
import { COMPOUND, COMPOUND_FIELDS } from "../../symbolic/index.ts"
import { choose } from "../../training/index.ts"
import type { Partner } from "../partner/partner.ts"

/** Places of a row that answers are bent at. */
export const [TYPE, POSITION, PROGRAM, PITCH, DURATION] = [0, 2, 3, 4, 5]
const FIELDS = Object.values(COMPOUND_FIELDS)
/** Unlikelier ones than these are a model's mistakes. */
const [TOP_P, MIN_P] = [0.97, 0.02]

/** Bends what a field of the next row becomes. */
export interface Bend {
  /** Sets what is not wanted to 0; where nothing would be left, all that the grammar allows stays. */
  narrow(at: number, row: ArrayLike<number>, allowed: Uint8Array): void
  /** Adds to what values are given; -Infinity bans one as long as there are others. */
  weigh?(at: number, row: ArrayLike<number>, logits: Float32Array): void
}

export interface WrittenRow {
  row: Uint8Array
  /** Of a note: up to five pitches with their chances, likeliest first. */
  weighed: [number, number][]
}

interface Options {
  bend: Bend
  temperature: number
  random: Random
  signal?: AbortSignal | undefined
}

export async function writeRow(
  partner: Partner,
  { bend, temperature, random, signal }: Options,
): Promise<WrittenRow> {
  const row = new Uint8Array(FIELDS.length)
  let weighed: [number, number][] = []
  for (const [at, size] of FIELDS.entries()) {
    signal?.throwIfAborted()
    const allowed = new Uint8Array(size)
    partner.grammar.allow(at, row, allowed)
    const lawful = allowed.slice()
    bend.narrow(at, row, allowed)
    if (!allowed.includes(1)) allowed.set(lawful)
    const only = onlyOf(allowed)
    if (only !== null && at !== PITCH) {
      row[at] = only
      continue
    }
    const logits = (await partner.logits(at, row)).slice()
    bend.weigh?.(at, row, logits)
    if (at === PITCH) weighed = likeliest(logits, allowed)
    const taste = { temperature, topP: TOP_P, minP: MIN_P }
    row[at] = only ?? choose(logits, withoutBanned(allowed, logits), taste, random)
  }
  return { row, weighed: row[TYPE] === COMPOUND.note ? weighed : [] }
}

function onlyOf(allowed: Uint8Array): number | null {
  const first = allowed.indexOf(1)
  if (first < 0) throw new RangeError("The grammar leaves no choice")
  return allowed.includes(1, first + 1) ? null : first
}

/** Where all that may be is banned, the ban is lifted: music goes on. */
function withoutBanned(allowed: Uint8Array, logits: Float32Array): Uint8Array {
  const open = allowed.map((may, value) => Number(may === 1 && logits[value]! > -Infinity))
  if (open.includes(1)) return open
  for (let value = 0; value < logits.length; value++)
    if (logits[value] === -Infinity) logits[value] = 0
  return allowed
}

/** Chances of pitches, as they were weighed. */
export function chancesOf(logits: Float32Array, allowed: Uint8Array): Float64Array {
  const chances = new Float64Array(logits.length)
  let top = -Infinity
  for (let value = 0; value < logits.length; value++)
    if (allowed[value]) top = Math.max(top, logits[value]!)
  let sum = 0
  if (top === -Infinity) return chances
  for (let value = 0; value < logits.length; value++)
    if (allowed[value]) sum += chances[value] = Math.exp(logits[value]! - top)
  return chances.map((chance) => chance / sum)
}

const MOST_WEIGHED = 5

function likeliest(logits: Float32Array, allowed: Uint8Array): [number, number][] {
  return [...chancesOf(logits, allowed)]
    .map((chance, value): [number, number] => [value - 1, chance])
    .filter(([pitch, chance]) => pitch >= 0 && chance > 0.001)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_WEIGHED)
}
