/** Listens to what the studio's worklet gives to the loudspeaker. */
import type { Page } from "@playwright/test"

interface Tapped {
  tap?: AnalyserNode
}

/** Call before the studio opens its output. */
export async function tapOutput(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { connect } = AudioNode.prototype
    const tapping = function (this: AudioNode, ...to: unknown[]): unknown {
      if (this instanceof AudioWorkletNode && to[0] instanceof AudioDestinationNode) {
        const tap = new AnalyserNode(this.context, { fftSize: 32_768 })
        connect.call(this, tap)
        ;(window as Tapped).tap ??= tap
      }
      return Reflect.apply(connect, this, to)
    }
    AudioNode.prototype.connect = tapping as typeof connect
  })
}

/** The highest sample of the time that follows. @param ms less than 600 */
export async function loudestSince(page: Page, ms: number): Promise<number> {
  await page.waitForTimeout(ms)
  return page.evaluate((span) => {
    const { tap } = window as Tapped
    if (!tap) throw new Error("The output was opened before it was listened to")
    const samples = new Float32Array(tap.fftSize)
    tap.getFloatTimeDomainData(samples)
    const count = Math.min(samples.length, Math.round((span / 1000) * tap.context.sampleRate))
    return samples.subarray(-count).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  }, ms)
}
