/** Beats as lines in a take's own seconds, straight or swung. */
export interface BeatGrid {
  tempoBpm: number
  firstBeatSeconds: number
  /** Lines a beat: 4 are sixteenths. */
  linesPerBeat: number
  /** Where between two even lines the odd one lies: .5 is straight (the default), 2/3 a triplet. */
  swing?: number
}

export const STRAIGHT = 0.5

/** Time between lines of the straight grid. */
export const lineSeconds = ({ tempoBpm, linesPerBeat }: BeatGrid): number =>
  60 / tempoBpm / linesPerBeat

/** When a line is; line 0 is the first beat. */
export function lineAt(line: number, grid: BeatGrid): number {
  const pair = Math.floor(line / 2)
  const within = line % 2 === 0 ? 0 : 2 * (grid.swing ?? STRAIGHT)
  return (2 * pair + within) * lineSeconds(grid) + grid.firstBeatSeconds
}

/** The line of a grid that is nearest to a time. */
export function nearestLine(seconds: number, grid: BeatGrid): number {
  const about = Math.floor((seconds - grid.firstBeatSeconds) / lineSeconds(grid))
  let best = lineAt(about, grid)
  for (const line of [about - 1, about + 1, about + 2]) {
    const at = lineAt(line, grid)
    if (Math.abs(at - seconds) < Math.abs(best - seconds)) best = at
  }
  return best
}
