/** Listens to what the studio's worklet gives to the loudspeaker. The page's own types are not known here: it gets text. */
import type { Page } from "playwright-core"

const TAP = `{
  const { connect } = AudioNode.prototype
  AudioNode.prototype.connect = function (...to) {
    if (this instanceof AudioWorkletNode && to[0] instanceof AudioDestinationNode && !window.tap) {
      window.tap = new AnalyserNode(this.context, { fftSize: 32768 })
      connect.call(this, window.tap)
    }
    return connect.apply(this, to)
  }
}`

/** Call before the studio opens its output. */
export async function tapOutput(page: Page): Promise<void> {
  await page.evaluate(TAP)
}

/** The highest sample of the time that follows. @param ms less than 600 */
export async function loudestSince(page: Page, ms: number): Promise<number> {
  await page.waitForTimeout(ms)
  const loudest: unknown = await page.evaluate(`{
    const samples = new Float32Array(window.tap.fftSize)
    window.tap.getFloatTimeDomainData(samples)
    const count = Math.min(samples.length, Math.round((${ms} / 1000) * window.tap.context.sampleRate))
    samples.subarray(-count).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  }`)
  return Number(loudest)
}
