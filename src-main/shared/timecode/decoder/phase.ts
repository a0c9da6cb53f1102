/** Angle of a phasor in turns, -0.5..0.5, wrong by at most 4e-8: a minimax polynomial (Lawson's iteration) for an eighth of a turn. */
export function turnsOf(x: number, y: number): number {
  const across = Math.abs(x)
  const up = Math.abs(y)
  const high = Math.max(across, up)
  if (high === 0) return 0
  const t = Math.min(across, up) / high
  const s = t * t
  const tail = 0.012672500964767512 + s * (-0.005348277584320254 + s * 0.0010841304643500471)
  const series = 0.031525117693695995 + s * (-0.02106151819882197 + s * tail)
  let turns = t * (0.15915432422775236 + s * (-0.05302623819413374 + s * series))
  if (up > across) turns = 0.25 - turns
  if (x < 0) turns = 0.5 - turns
  return y < 0 ? -turns : turns
}

/** A difference of turns without its whole turns: -0.5..0.5. */
export const withoutTurns = (turns: number): number => turns - Math.round(turns)
