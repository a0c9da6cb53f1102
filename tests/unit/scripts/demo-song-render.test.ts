import { describe, expect, it } from "vitest"
import { master, peakOf } from "../../../scripts/demo-song/master.ts"
import { perform } from "../../../scripts/demo-song/performance.ts"
import { seededRandom } from "../../../scripts/demo-song/random.ts"
import { render } from "../../../scripts/demo-song/render.ts"
import { writeScore } from "../../../scripts/demo-song/score.ts"
import { secondsAtBeat, SECTIONS } from "../../../scripts/demo-song/song.ts"
import { encodeWav } from "../../../scripts/demo-song/wav.ts"

const CEILING = 10 ** (-1 / 20) + 1e-6

/** The first beats of the full band, moved to the start: the loudest place of the song. */
function loudExcerpt() {
  const bandSeconds = secondsAtBeat(SECTIONS.find(({ name }) => name === "band")?.startBeat ?? 0)
  const { notes, hits } = perform(writeScore(), { seed: 3 })
  const earlier = <T extends { startSeconds: number }>(event: T) => ({
    ...event,
    startSeconds: event.startSeconds - bandSeconds + 0.1,
  })
  return {
    notes: notes
      .map((note) => ({ ...earlier(note), endSeconds: note.endSeconds - bandSeconds + 0.1 }))
      .filter((note) => note.startSeconds >= 0),
    hits: hits.map(earlier).filter((hit) => hit.startSeconds >= 0),
  }
}

describe("rendering the demo song", () => {
  it("makes a loud excerpt that never passes -1 dB of full scale, the same every time", async () => {
    const first = await render(loudExcerpt(), { seconds: 2, seed: 3 })
    expect(first.left.length).toBe(2 * 44_100)
    expect(peakOf(first)).toBeLessThanOrEqual(CEILING)
    expect(peakOf(first)).toBeGreaterThan(0.8)
    const second = await render(loudExcerpt(), { seconds: 2, seed: 3 })
    expect(Buffer.from(second.left.buffer).equals(Buffer.from(first.left.buffer))).toBe(true)
  })

  it("limits noise with sudden peaks to the ceiling", () => {
    const random = seededRandom(1)
    const left = Float32Array.from({ length: 44_100 }, (_, frame) =>
      frame % 5000 === 0 ? 8 : (random() - 0.5) * 0.2,
    )
    const sound = { left, right: left.slice() }
    master(sound)
    expect(peakOf(sound)).toBeLessThanOrEqual(CEILING)
  })

  it("leaves silence silent", () => {
    const sound = { left: new Float32Array(1000), right: new Float32Array(1000) }
    master(sound)
    expect(peakOf(sound)).toBe(0)
  })

  it("writes 16-bit stereo wav data and cuts what is beyond full scale", () => {
    const file = encodeWav([Float32Array.of(0, 2), Float32Array.of(-1, 0.5)], 44_100)
    expect(new TextDecoder().decode(file.subarray(0, 4))).toBe("RIFF")
    const view = new DataView(file.buffer)
    expect(view.getUint32(24, true)).toBe(44_100)
    expect(view.getUint32(40, true)).toBe(8)
    expect([44, 46, 48, 50].map((at) => view.getInt16(at, true))).toEqual([0, -32767, 32767, 16384])
  })
})
