import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { SmoothGain } from "#shared/dsp/graph/smooth-gain.ts"
import { Stereo } from "#shared/dsp/graph/levels.ts"
import { Delay, latencies, type LatencyNode } from "#shared/dsp/graph/latency.ts"

const graphs = fc
  .array(fc.record({ own: fc.nat(500), feeds: fc.array(fc.nat(9), { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 10,
  })
  .map((nodes): LatencyNode[] =>
    nodes.map(({ own, feeds }, index) => ({
      own,
      feeds: feeds.map((to) => index + 1 + to).filter((to) => to < nodes.length),
    })),
  )

describe("latency compensation", () => {
  it("brings all sound to a channel at the same time, whatever way it took", () => {
    fc.assert(
      fc.property(graphs, (nodes) => {
        const { input, output } = latencies(nodes)
        nodes.forEach(({ own, feeds }, index) => {
          expect(output[index]).toBe(input[index]! + own)
          for (const to of feeds) expect(input[to]! - output[index]!).toBeGreaterThanOrEqual(0)
        })
        // Nothing waits longer than for the latest.
        nodes.forEach((_, to) => {
          const arriving = nodes.flatMap(({ feeds }, from) =>
            feeds.includes(to) ? [output[from]!] : [],
          )
          if (arriving.length > 0) expect(input[to]).toBe(Math.max(...arriving))
        })
      }),
    )
  })

  it("holds sound back by exactly its frames, however the stream is cut", () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.array(fc.integer({ min: 1, max: 128 }), { maxLength: 20 }),
        (frames, cuts) => {
          const delay = new Delay(frames)
          const made: number[] = []
          let at = 1
          for (const count of cuts) {
            const from = new Stereo(null)
            const to = new Stereo(null)
            for (let i = 0; i < count; i++) from.left[i] = at++
            delay.add(from, to, count, new SmoothGain(48_000), false)
            made.push(...to.left.subarray(0, count))
          }
          expect(made).toEqual(made.map((_, i) => Math.max(0, i + 1 - frames)))
        },
      ),
    )
  })
})
