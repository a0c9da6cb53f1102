/** How a device is doing: how often it speaks, how much its times jitter, when it spoke last. Pure. */
export interface Health {
  /** In the last whole second. */
  messagesASecond: number
  /** Between messages of a platter that turns; undefined while too few were heard. */
  reportMs: number | undefined
  jitterMs: number | undefined
  /** Since the last message; undefined where there was none. */
  silentMs: number | undefined
}

const KEPT = 256
const LEAST = 32
/** Longer ones are rests. */
const MOST_GAP_MS = 20
/** From the median of the distances to a standard deviation of one time: 1.4826 / sqrt 2. */
const DEVIATION = 1.0484

export class DeviceHealth {
  #gaps: number[] = []
  #last = -Infinity
  #second = 0
  #counted = 0
  #inLastSecond = 0

  heard(atMs: number): void {
    const gap = atMs - this.#last
    if (gap > 0.05 && gap < MOST_GAP_MS) {
      this.#gaps.push(gap)
      if (this.#gaps.length > KEPT) this.#gaps.shift()
    }
    this.#last = atMs
    this.#turnTo(atMs)
    this.#counted += 1
  }

  at(nowMs: number): Health {
    this.#turnTo(nowMs)
    const isKnown = this.#gaps.length >= LEAST
    const reportMs = isKnown ? median(this.#gaps) : undefined
    return {
      messagesASecond: this.#inLastSecond,
      reportMs,
      jitterMs:
        reportMs === undefined
          ? undefined
          : DEVIATION * median(this.#gaps.map((gap) => Math.abs(gap - reportMs))),
      silentMs: this.#last === -Infinity ? undefined : Math.max(0, nowMs - this.#last),
    }
  }

  #turnTo(ms: number): void {
    const second = Math.floor(ms / 1000)
    if (second === this.#second) return
    this.#inLastSecond = second === this.#second + 1 ? this.#counted : 0
    this.#counted = 0
    this.#second = second
  }
}

/** In words: "Ready. 812 messages a second, every 1.0 ms, jitter 0.3 ms". */
export function healthText({ messagesASecond, reportMs, jitterMs, silentMs }: Health): string {
  if (silentMs === undefined) return "Ready. Nothing was heard yet"
  const rate =
    messagesASecond > 0
      ? `${messagesASecond} messages a second`
      : `silent for ${Math.round(silentMs / 1000)} s`
  const times =
    reportMs === undefined || jitterMs === undefined
      ? ""
      : `, every ${reportMs.toFixed(1)} ms, jitter ${jitterMs.toFixed(1)} ms`
  return `Ready. ${rate}${times}`
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
