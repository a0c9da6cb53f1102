/** What hands do, as formulas: where the record is (turns) and how fast it goes (record speed) at any second. */
export interface Hand {
  turnsAt(seconds: number): number
  velocityAt(seconds: number): number
}

const SECONDS_PER_TURN = 1.8

/** Back and forth like a sine: the baby scratch, at 8 Hz and more a scribble. `peak` is record speed. */
export function baby(hertz: number, peak: number): Hand {
  const turn = 2 * Math.PI * hertz
  return {
    turnsAt: (seconds) => (peak / turn / SECONDS_PER_TURN) * (1 - Math.cos(turn * seconds)) + 0.17,
    velocityAt: (seconds) => peak * Math.sin(turn * seconds),
  }
}

/** A record that plays by itself. */
export const playing = (velocity: number): Hand => ({
  turnsAt: (seconds) => (velocity * seconds) / SECONDS_PER_TURN + 0.17,
  velocityAt: () => velocity,
})

/** Strokes of half a cosine, one after the other, for ever: seconds and way (record seconds; 0 holds). */
export function strokes(...list: readonly (readonly [seconds: number, way: number])[]): Hand {
  const period = list.reduce((sum, [seconds]) => sum + seconds, 0)
  const perPeriod = list.reduce((sum, [, way]) => sum + way, 0)
  const at = (time: number) => {
    let left = time % period
    let position = Math.floor(time / period) * perPeriod
    for (const [seconds, way] of list) {
      const u = left / seconds
      if (u < 1)
        return {
          position: position + (way * (1 - Math.cos(Math.PI * u))) / 2,
          velocity: ((way * Math.PI) / seconds / 2) * Math.sin(Math.PI * u),
        }
      left -= seconds
      position += way
    }
    return { position, velocity: 0 }
  }
  return {
    turnsAt: (seconds) => at(seconds).position / SECONDS_PER_TURN + 0.17,
    velocityAt: (seconds) => at(seconds).velocity,
  }
}
