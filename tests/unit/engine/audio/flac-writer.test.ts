import { spawnSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { createHash } from "node:crypto"
import { dirname, join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createFlacWriter, openAudio, openPcm, writeWav } from "#engine/audio/index.ts"
import { songSamples } from "../../../support/songs.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

type Format = "int16" | "int24"

/** Written in pieces of uneven lengths, as a renderer does. */
function writeFlac(
  channels: readonly Float32Array[],
  sampleRateHz: number,
  sampleFormat: Format,
): string {
  const path = join(temporaryFolder(), "sound.flac")
  const writer = createFlacWriter(path, { sampleRateHz, channels: channels.length, sampleFormat })
  const total = channels[0]!.length
  for (let from = 0, count = 1; from < total; from += count, count = (count * 7 + 3) % 5000)
    writer.write(
      channels.map((channel) => channel.subarray(from, Math.min(total, from + Math.max(1, count)))),
    )
  expect(writer.finish()).toBe(total)
  return path
}

async function decoded(path: string): Promise<Float32Array[]> {
  const source = await openAudio(path, { signal: new AbortController().signal })
  const channels: number[][] = Array.from({ length: source.channels }, () => [])
  for await (const block of source.blocks())
    for (const [index, channel] of block.entries())
      for (const sample of channel) channels[index]!.push(sample)
  source.close()
  return channels.map((channel) => Float32Array.from(channel))
}

/** What a wav of the same format holds: the encoder must not lose a bit of it. */
function quantised(channels: readonly Float32Array[], sampleFormat: Format): Float32Array[] {
  const path = join(temporaryFolder(), "sound.wav")
  writeWav(path, { sampleRateHz: 48_000, sampleFormat, channels })
  const reader = openPcm(path)
  const samples = reader.read(0, reader.frames)
  reader.close()
  return samples
}

const hasFfmpeg = spawnSync("ffmpeg", ["-version"], { stdio: "ignore" }).status === 0

describe("a FLAC file", () => {
  it("holds every sample of a song, in fewer bytes than a wav", async () => {
    for (const sampleFormat of ["int16", "int24"] as const) {
      const song = songSamples({ seconds: 3, channels: 2, sampleRateHz: 44_100 })
      const path = writeFlac(song, 44_100, sampleFormat)
      expect(await decoded(path)).toEqual(quantised(song, sampleFormat))
      const wavBytes = 3 * 44_100 * 2 * (sampleFormat === "int16" ? 2 : 3)
      expect(statSync(path).size).toBeLessThan(0.9 * wavBytes)
    }
  })

  it("holds any samples at all: noise, silence, full scale, and blocks of any length", async () => {
    const sample = fc.oneof(fc.float({ min: -1, max: 1, noNaN: true }), fc.constantFrom(-1, 0, 1))
    await fc.assert(
      fc.asyncProperty(
        fc.array(sample, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom<Format>("int16", "int24"),
        fc.constantFrom(48_000, 44_100, 12_345),
        async (pattern, times, count, sampleFormat, rateHz) => {
          const channels = Array.from({ length: count }, (_, channel) =>
            Float32Array.from({ length: pattern.length * times }, (_, i) => {
              const value = pattern[(i * (channel + 1)) % pattern.length]!
              return channel === 1 ? -value : value
            }),
          )
          const back = await decoded(writeFlac(channels, rateHz, sampleFormat))
          expect(back).toEqual(quantised(channels, sampleFormat))
        },
      ),
      { numRuns: 60 },
    )
  })

  it.skipIf(!hasFfmpeg)("is the same sound to ffmpeg (where it is there), checksum and all", () => {
    const song = songSamples({ seconds: 2, channels: 2, sampleRateHz: 48_000 })
    const path = writeFlac(song, 48_000, "int24")
    const raw = ["-f", "s24le", "-acodec", "pcm_s24le", "-"]
    const { stdout, stderr, status } = spawnSync("ffmpeg", ["-v", "warning", "-i", path, ...raw], {
      maxBuffer: 1e8,
    })
    expect(stderr.toString()).toBe("")
    expect(status).toBe(0)
    const md5 = createHash("md5").update(stdout).digest()
    expect(readFileSync(path).subarray(26, 42)).toEqual(md5)
  })

  it("appears when it is whole; floating point is refused", () => {
    const path = join(temporaryFolder(), "sound.flac")
    const shape = { sampleRateHz: 48_000, channels: 2, sampleFormat: "int16" as const }
    const writer = createFlacWriter(path, shape)
    writer.write([new Float32Array(5000), new Float32Array(5000)])
    expect(existsSync(path)).toBe(false)
    writer.abort()
    expect(readdirSync(dirname(path))).toEqual([])
    expect(() => createFlacWriter(path, { ...shape, sampleFormat: "float32" })).toThrow(
      "16 or 24 bits",
    )
  })
})
