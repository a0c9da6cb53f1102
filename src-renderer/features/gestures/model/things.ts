/** Strokes and cuts of a gesture in the order of time: what is selected, listed and read out. */
import type { Range, Stroke } from "#shared/gesture/index.ts"

export interface Thing extends Range {
  readonly kind: "stroke" | "cut"
  /** Of a stroke. */
  readonly direction: 1 | -1 | 0
  readonly extentSeconds: number
}

export const thingsOf = (strokes: readonly Stroke[], cuts: readonly Range[]): Thing[] =>
  [
    ...strokes.map(({ startSeconds, endSeconds, direction, extentSeconds }): Thing => ({
      ...{ kind: "stroke", startSeconds, endSeconds, direction, extentSeconds },
    })),
    ...cuts.map(({ startSeconds, endSeconds }): Thing => ({
      ...{ kind: "cut", startSeconds, endSeconds, direction: 0, extentSeconds: 0 },
    })),
  ].sort((one, other) => one.startSeconds - other.startSeconds)

export const millisecondsText = (seconds: number): string => `${Math.round(seconds * 1000)} ms`

/** "Stroke forward at 1.240 s, 160 ms, 0.14 s of record", "Cut at 1.300 s, 38 ms". */
export function spokenThing({
  kind,
  startSeconds,
  endSeconds,
  direction,
  extentSeconds,
}: Thing): string {
  const when = `at ${startSeconds.toFixed(3)} s, ${millisecondsText(endSeconds - startSeconds)}`
  if (kind === "cut") return `Cut ${when}`
  const way = direction > 0 ? "forward" : "back"
  return `Stroke ${way} ${when}, ${extentSeconds.toFixed(2)} s of record`
}
