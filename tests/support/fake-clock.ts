import type { Clock } from "#engine/platform/index.ts"

/** Time that moves only when told to. */
export function fakeClock(startMs = 1_000_000): Clock & { advance(ms: number): void } {
  let now = startMs
  return {
    now: () => now,
    advance(ms) {
      now += ms
    },
  }
}
