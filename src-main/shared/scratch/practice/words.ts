/** A round of practice in a line. */
import type { PracticeGroup, PracticeRound } from "./round.ts"

/** "+6 ms", "−11 ms", with a true minus. */
export function signedMs(ms: number): string {
  const whole = Math.round(ms)
  return `${whole < 0 ? "−" : "+"}${Math.abs(whole)} ms`
}

/** "cuts: mean +6 ms, spread 11 ms; strokes: mean −2 ms, spread 7 ms; missed 1, extra 0" */
export function practiceWords({ strokes, cuts, offsetMs }: PracticeRound): string {
  const groups = [groupWords("cuts", cuts), groupWords("strokes", strokes)].filter(Boolean)
  const missed = `missed ${cuts.missed + strokes.missed}`
  const counts = `${missed}, extra ${cuts.extra.length + strokes.extra.length}`
  const offset = offsetMs === 0 ? "" : `, without ${signedMs(offsetMs)} of all`
  return `${[...groups, counts].join("; ")}${offset}`
}

function groupWords(name: string, { marks, meanMs, spreadMs }: PracticeGroup): string {
  if (marks.length === 0) return ""
  if (meanMs === null || spreadMs === null) return `${name}: none`
  return `${name}: mean ${signedMs(meanMs)}, spread ${Math.round(spreadMs)} ms`
}
