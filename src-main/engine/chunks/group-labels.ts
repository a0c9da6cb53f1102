/**
 * Words for groups of chunks, from what their members have in common against the rest of the song. A label is a
 * description to recognise a group by, not a claim about the instrument.
 */
import type { ChunkGroup } from "#shared/contract/chunks.ts"

export interface GroupTraits {
  brightnessHz: Float32Array
  pitchHz: Float32Array
  pitchConfidence: Float32Array
  lengthSeconds: Float32Array
  loudnessDb: Float32Array
}

interface Summary {
  count: number
  brightnessHz: number
  pitchHz: number
  pitchConfidence: number
  lengthSeconds: number
  loudnessDb: number
}

const PITCHED_CONFIDENCE = 0.6
const SILENT_DB = -60

/** One label a group, all different. `groupOf` holds 0..groupCount-1, or -1 for chunks of no group. */
export function labelGroups(
  traits: GroupTraits,
  groupOf: Int32Array,
  groupCount: number,
): ChunkGroup[] {
  const summaries = Array.from({ length: groupCount }, (_, group) =>
    summarise(traits, groupOf, group),
  )
  const bases = summaries.map((summary) => describe(summary, summaries))
  return summaries.map(({ count }, group) => ({ label: distinct(bases, group), count }))
}

function summarise(traits: GroupTraits, groupOf: Int32Array, group: number): Summary {
  const members: number[] = []
  for (const [index, value] of groupOf.entries()) if (value === group) members.push(index)
  const of = (column: Float32Array): number => median(members.map((index) => column[index] ?? 0))
  return {
    count: members.length,
    brightnessHz: of(traits.brightnessHz),
    pitchHz: of(traits.pitchHz),
    pitchConfidence: of(traits.pitchConfidence),
    lengthSeconds: of(traits.lengthSeconds),
    loudnessDb: of(traits.loudnessDb),
  }
}

function describe(group: Summary, all: readonly Summary[]): string {
  if (group.loudnessDb < SILENT_DB) return "Near silence"
  const isLong = group.lengthSeconds >= 0.35
  const body = isPitched(group) ? pitchedWord(group, isLong) : noisyWord(group, isLong)
  return `${body}, ${toneWord(group, all)}`
}

const isPitched = (group: Summary): boolean =>
  group.pitchConfidence >= PITCHED_CONFIDENCE && group.pitchHz > 0

function pitchedWord({ pitchHz }: Summary, isLong: boolean): string {
  const register = pitchHz < 130 ? "Low" : pitchHz < 520 ? "Middle" : "High"
  return `${register} ${isLong ? "notes" : "plucks"}`
}

function noisyWord({ brightnessHz }: Summary, isLong: boolean): string {
  if (isLong) return brightnessHz < 1500 ? "Rumble" : "Wash"
  if (brightnessHz < 700) return "Thumps"
  return brightnessHz < 3500 ? "Hits" : "Ticks"
}

/** Dark, warm, bright, brilliant: by rank among the song's groups, so that the words tell groups apart. */
function toneWord(group: Summary, all: readonly Summary[]): string {
  const darker = all.filter((other) => other.brightnessHz < group.brightnessHz).length
  const rank = all.length > 1 ? darker / (all.length - 1) : 0.5
  if (rank < 0.25) return "dark"
  if (rank < 0.5) return "warm"
  return rank < 0.8 ? "bright" : "brilliant"
}

/** Equal descriptions are numbered, largest group first. */
function distinct(bases: readonly string[], group: number): string {
  const base = bases[group] ?? ""
  const earlier = bases.slice(0, group).filter((other) => other === base).length
  return earlier === 0 ? base : `${base} ${earlier + 1}`
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
