/** Leaves time for the hand between frames that take long, as they do where the CPU draws. */

/** Frames shorter than this come as fast as the screen shows them. */
const SHORT_MS = 40
const LONGEST_REST_MS = 500

export interface Pacer {
  /** May the next frame be drawn? */
  isReady(nowMs: number): boolean
  /** Call when a frame was drawn: what the browser does with it, until it is idle again, counts. */
  drawn(startMs: number): void
}

/** After a long frame as much time is left free as it took. */
export function createPacer(): Pacer {
  const channel = new MessageChannel()
  let startedMs = 0
  let readyMs = 0
  channel.port1.onmessage = () => {
    const nowMs = performance.now()
    const tookMs = nowMs - startedMs
    readyMs = tookMs > SHORT_MS ? nowMs + Math.min(LONGEST_REST_MS, tookMs) : 0
  }
  return {
    isReady: (nowMs) => nowMs >= readyMs,
    drawn(startMs) {
      startedMs = startMs
      channel.port2.postMessage(null)
    },
  }
}
