/** What a loop is like, in standard deviations of what a model learnt from. */
import type { LoopAttributes } from "#shared/contract/loops.ts"
import type { Hearing } from "../heard/hearing.ts"
import { type Scale, scaled } from "../learn/scales.ts"

/** Of nothing that sounds there are none. */
export function attributesOf(
  content: Uint8Array,
  { hearing, scales }: { hearing: Hearing; scales: readonly Scale[] },
): LoopAttributes {
  if (hearing.notes({ content, key: 0, octaves: 0 }).length === 0) return {}
  const values = scaled(hearing.measure(content), scales)
  return Object.fromEntries(hearing.attributes.map((name, at) => [name, values[at]!]))
}
