/**
 * Cuts a song into chunks from onset to onset. The chunks cover it whole and touch each other. Silence of a length that one
 * notices stands alone; what is too short to hear as an event of its own joins its neighbour; what is too long is cut
 * where it is quietest.
 */
import type { LevelEnvelope } from "./onsets.ts"

export interface SliceOptions {
  onsetsSeconds: Float64Array
  durationSeconds: number
  /** Without it, silence is not seen and long chunks are cut in equal parts. */
  envelope?: LevelEnvelope | undefined
  shortestSeconds?: number
  longestSeconds?: number
}

const SHORTEST_SECONDS = 0.05
const LONGEST_SECONDS = 4
/** Below this much under the song's loudest moment, or below -70 dB, there is silence. */
const SILENCE_BELOW_PEAK_DB = 55
const SILENCE_DB = -70
/** Shorter silences belong to the note before them; a lead-in of this length stands alone. */
const LONG_SILENCE_SECONDS = 0.6
const LEAD_IN_SECONDS = 0.1

/** Returns count + 1 rising bounds from 0 to the end; [0, 0] for a song of no length. Always at least one chunk. */
export function sliceAtOnsets(options: SliceOptions): Float64Array {
  const { durationSeconds, envelope } = options
  const end = Number.isFinite(durationSeconds) ? Math.max(0, durationSeconds) : 0
  const shortest = options.shortestSeconds ?? SHORTEST_SECONDS
  const longest = Math.max(options.longestSeconds ?? LONGEST_SECONDS, 2 * shortest)
  const onsets = Array.from(options.onsetsSeconds).filter((time) => time > 0 && time < end)
  const cuts = onsets.sort((a, b) => a - b)
  const silences = envelope ? findSilences(envelope, end) : []
  // A silence that begins in the middle of a chunk ends it; one that ends without an onset (a fade-in) begins one.
  for (const { from, to } of silences) cuts.push(from, to)
  const spaced = dropClose(
    cuts.sort((a, b) => a - b),
    { shortest, end },
  )
  const quietAt = (time: number) =>
    silences.some(({ from, to }) => time > from - shortest && time < to - shortest)
  const bounds = [0]
  for (const cut of [...spaced, end]) {
    const from = bounds.at(-1) ?? 0
    if (cut - from > longest && !quietAt((from + cut) / 2)) {
      bounds.push(...innerCuts(from, cut, longest, envelope))
    }
    bounds.push(cut)
  }
  return Float64Array.from(bounds)
}

/** Keeps cuts at least `shortest` apart, from the beginning and from the end. The earlier of two close cuts stays. */
function dropClose(cuts: number[], { shortest, end }: { shortest: number; end: number }): number[] {
  const kept: number[] = []
  for (const cut of cuts) {
    if (cut - (kept.at(-1) ?? 0) >= shortest && end - cut >= shortest) kept.push(cut)
  }
  return kept
}

interface Span {
  from: number
  to: number
}

/** Long silences, each from where the last note has died to just before the next sound. */
function findSilences({ levelDb, hopSeconds }: LevelEnvelope, end: number): Span[] {
  let peak = -Infinity
  for (const level of levelDb) peak = Math.max(peak, level)
  const limit = Math.max(SILENCE_DB, peak - SILENCE_BELOW_PEAK_DB)
  const spans: Span[] = []
  let from = 0
  for (let frame = 0; frame <= levelDb.length; frame++) {
    if (frame < levelDb.length && (levelDb[frame] ?? 0) <= limit) continue
    const span = { from: from * hopSeconds, to: Math.min(end, frame * hopSeconds) }
    const needed = from === 0 ? LEAD_IN_SECONDS : LONG_SILENCE_SECONDS
    if (span.to - span.from >= needed) spans.push(span)
    from = frame + 1
  }
  return spans
}

/** Cuts of a chunk that is too long: into equal parts, each cut moved to the quietest moment near it. */
function innerCuts(from: number, to: number, longest: number, envelope?: LevelEnvelope): number[] {
  const parts = Math.ceil((to - from) / longest)
  const part = (to - from) / parts
  return Array.from({ length: parts - 1 }, (_, index) => {
    const middle = from + (index + 1) * part
    // At most a tenth of a part: two neighbouring cuts stay well apart and no part grows far beyond the limit.
    return envelope ? quietest(envelope, middle - part / 10, middle + part / 10, middle) : middle
  })
}

function quietest(envelope: LevelEnvelope, from: number, to: number, fallback: number): number {
  const { levelDb, hopSeconds } = envelope
  let best = fallback
  let lowest = (levelDb[Math.round(fallback / hopSeconds)] ?? Infinity) - 1e-6
  const last = Math.floor(to / hopSeconds)
  for (let frame = Math.ceil(from / hopSeconds); frame <= last; frame++) {
    const level = levelDb[frame] ?? Infinity
    if (level >= lowest) continue
    lowest = level
    best = frame * hopSeconds
  }
  return best
}
