import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { StudioError } from "#shared/contract/index.ts"
import { audioFixtureBytes, decodeBytes } from "../../../support/audio-files.ts"

const SEEDS = [
  "s16-stereo.wav",
  "s16-rf64.wav",
  "sowt-mono.aifc",
  "s16-stereo.flac",
  "stereo-flac.ogg",
  "lsf-mono.mp3",
  "vbr-stereo.mp3",
  "stereo.mp2",
  "mono.ogg",
  "mono.opus",
  "faststart-mono.m4a",
  "stereo.m4a",
  "fragmented.m4a",
  "stereo.aac",
  "alac-stereo.m4a",
  "opus.mp4",
]

/** Overwrites, cuts and splices of a real file; heads are hit as often as bodies. */
const Mutation = fc.record({
  edits: fc.array(
    fc.record({
      head: fc.boolean(),
      place: fc.nat(1_000_000),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  splice: fc.oneof(fc.constant(null), fc.nat(SEEDS.length - 1)),
})

function mutate(
  bytes: Buffer,
  { edits, keep, splice }: typeof Mutation extends fc.Arbitrary<infer T> ? T : never,
): Buffer {
  for (const { head, place, bytes: patch } of edits)
    bytes.set(
      patch.subarray(0, 12),
      place % Math.max(1, (head ? Math.min(700, bytes.length) : bytes.length) - 12),
    )
  const cut = bytes.subarray(0, Math.ceil(bytes.length * keep))
  if (splice === null) return cut
  const other = audioFixtureBytes(SEEDS[splice] as string)
  return Buffer.concat([cut, other.subarray(Math.floor(other.length / 3))])
}

async function decodesOrRefuses(name: string, bytes: Uint8Array): Promise<void> {
  try {
    const { channels } = await decodeBytes(name, bytes)
    for (const channel of channels) expect(channel.every(Number.isFinite)).toBe(true)
  } catch (error) {
    if (!(error instanceof StudioError)) throw error
    expect(error.code, error.message).toBe("unreadable")
    expect(error.message.startsWith(`${name} `)).toBe(true)
  }
}

const RUNS = Number(process.env["SLIPMAT_FUZZ_RUNS"] ?? 25)
const MEMORY_LIMIT_KB = 200 * 1024

describe("mutated real files", () => {
  it.each(SEEDS)(
    "%s either decodes or is refused, in bounded memory",
    { timeout: 60_000 + RUNS * 2000 },
    async (name) => {
      const before = process.resourceUsage().maxRSS
      await fc.assert(
        fc.asyncProperty(Mutation, (mutation) =>
          decodesOrRefuses(name, mutate(audioFixtureBytes(name), mutation)),
        ),
        { numRuns: RUNS, seed: 20_261_122 },
      )
      expect(process.resourceUsage().maxRSS - before).toBeLessThan(MEMORY_LIMIT_KB)
    },
  )

  it("garbage behind a wav header either decodes or is refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), (tail) =>
        decodesOrRefuses(
          "garbage.wav",
          Buffer.concat([Buffer.from("RIFF\xff\xff\xff\xffWAVEfmt ", "latin1"), tail]),
        ),
      ),
      { numRuns: 4 * RUNS },
    )
  })

  it("no size field of an mp4 index makes it allocate or hang", async () => {
    const bytes = audioFixtureBytes("faststart-mono.m4a")
    const end = bytes.indexOf("mdat", 0, "latin1")
    const before = process.resourceUsage().maxRSS
    for (let at = 0; at + 4 <= end; at += 36) {
      const huge = Buffer.from(bytes)
      huge.writeUInt32BE(0xffff_fff0, at)
      await decodesOrRefuses("huge.m4a", huge)
    }
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(MEMORY_LIMIT_KB)
  })
})
