/** The plain twin of the rises kernel, by its definition. */
import { HALVES, scaleMoves, type Rises, type RisesOptions } from "./rises.ts"

export function oracleRises({ groupOf, groups, lagFrames }: RisesOptions): Rises {
  const count = groupOf.length
  const history: number[][] = []
  const moves = new Float32Array(2 * groups + 2 * HALVES)
  let bands: number[] = []
  const add = (channel: number, value: number) => (moves[channel] = (moves[channel] ?? 0) + value)
  return {
    moves,
    take(frame) {
      bands = Array.from(frame)
      return Math.max(...bands)
    },
    move(floor) {
      const heard = bands.map((band) => soften(band - floor))
      history.push(heard)
      const before = history.length > lagFrames ? (history.shift() ?? heard) : heard
      moves.fill(0)
      heard.forEach((here, band) => {
        const was = before[band] ?? 0
        const around = before.slice(Math.max(0, band - 1), band + 2)
        const rise = here - Math.max(...around)
        const half = 2 * band > count - 1 ? 1 : 0
        const group = groupOf[band] ?? 0
        if (rise > 0) add(group, rise)
        if (rise > (moves[groups + group] ?? 0)) moves[groups + group] = rise
        add(2 * groups + half, Math.max(0, here - was))
        add(2 * groups + HALVES + half, Math.max(0, was - here))
      })
      scaleMoves(moves, groups)
      return heard.reduce((sum, level) => sum + level, 0) / count
    },
  }
}

/** 0 well below the floor, the level itself well above it, a parabola between. */
const soften = (above: number) => (above >= 2 ? above : above > -2 ? (above + 2) ** 2 / 8 : 0)
