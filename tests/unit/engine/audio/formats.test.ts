import { describe, expect, it } from "vitest"
import { BLOCK_FRAMES, openAudio } from "#engine/audio/index.ts"
import {
  audioFixture,
  audioFixtureBytes,
  decodeAll,
  decodeBytes,
} from "../../../support/audio-files.ts"
import { lagFrames, snrDb, testSignal, type SignalShape } from "../../../support/audio-signal.ts"

const shapes = JSON.parse(audioFixtureBytes("fixtures.json").toString()) as Record<
  string,
  SignalShape
>

/** [file, format, codec, least SNR in dB against the signal that was encoded, bit depth] */
const EXPECTED: [string, string, string, number, number | null][] = [
  ["u8-mono.wav", "wav", "pcm", 40, 8],
  ["s16-stereo.wav", "wav", "pcm", 88, 16],
  ["s16-six.wav", "wav", "pcm", 88, 16],
  ["s24-stereo.wav", "wav", "pcm", 130, 24],
  ["s32-mono.wav", "wav", "pcm", 180, 32],
  ["f32-mono.wav", "wav", "pcm", Infinity, 32],
  ["f64-mono.wav", "wav", "pcm", Infinity, 64],
  ["alaw-mono.wav", "wav", "alaw", 36, 8],
  ["ulaw-mono.wav", "wav", "ulaw", 36, 8],
  ["s16-rf64.wav", "wav", "pcm", 88, 16],
  ["s16-stereo.aiff", "aiff", "pcm", 88, 16],
  ["s24-mono.aiff", "aiff", "pcm", 130, 24],
  ["sowt-mono.aifc", "aiff", "pcm", 88, 16],
  ["f32-mono.aifc", "aiff", "pcm", Infinity, 32],
  ["s16-stereo.flac", "flac", "flac", 88, 16],
  ["s24-mono.flac", "flac", "flac", 130, 24],
  ["s16-six.flac", "flac", "flac", 88, 16],
  ["stereo-flac.ogg", "ogg", "flac", 130, 24],
  ["cbr-stereo.mp3", "mp3", "mp3", 25, null],
  ["vbr-stereo.mp3", "mp3", "mp3", 37, null],
  ["lsf-mono.mp3", "mp3", "mp3", 25, null],
  ["stereo.mp2", "mp3", "mp2", 22, null],
  ["stereo.ogg", "ogg", "vorbis", 32, null],
  ["mono.ogg", "ogg", "vorbis", 28, null],
  ["six.ogg", "ogg", "vorbis", 12, null],
  ["stereo.opus", "opus", "opus", 36, null],
  ["mono.opus", "opus", "opus", 35, null],
  ["six.opus", "opus", "opus", 24, null],
  ["stereo.m4a", "m4a", "aac", 22, null],
  ["faststart-mono.m4a", "m4a", "aac", 24, null],
  ["six.m4a", "m4a", "aac", 29, null],
  ["alac-stereo.m4a", "m4a", "alac", 88, 16],
  ["alac24-mono.m4a", "m4a", "alac", 130, 24],
  ["opus.mp4", "m4a", "opus", 33, null],
]

describe("decoding every format", () => {
  it.each(EXPECTED)(
    "%s holds the signal at its place, on every channel",
    async (name, format, codec, leastDb, bitDepth) => {
      const shape = shapes[name] as SignalShape
      const { source, channels, frames } = await decodeAll(audioFixture(name))
      expect(source).toMatchObject({
        format,
        codec,
        bitDepth,
        sampleRateHz: shape.rateHz,
        channels: shape.channels,
      })
      expect(source.warning).toBeNull()
      testSignal(shape).forEach((expected, channel) => {
        const actual = channels[channel] as Float32Array
        expect(snrDb(expected, actual), `SNR of channel ${channel}`).toBeGreaterThanOrEqual(leastDb)
      })
      if (name.endsWith(".mp2")) return
      expect(frames).toBe(shape.frames)
      expect(source.framesEstimate).toBe(shape.frames)
    },
  )

  it.each(["fragmented.m4a", "stereo.aac"])(
    "%s, which does not tell its priming, lags by one AAC frame",
    async (name) => {
      const shape = shapes[name] as SignalShape
      const { channels, source } = await decodeAll(audioFixture(name))
      const [expected] = testSignal(shape)
      const actual = channels[0] as Float32Array
      expect(source).toMatchObject({ codec: "aac", sampleRateHz: shape.rateHz, channels: 2 })
      expect(lagFrames(expected as Float32Array, actual)).toBe(1024)
      expect(snrDb(expected as Float32Array, actual.subarray(1024))).toBeGreaterThan(20)
    },
  )

  it.each(["vbr-stereo.mp3", "stereo.ogg", "stereo.m4a"])(
    "%s names its title and artist",
    async (name) => {
      const source = await openAudio(audioFixture(name))
      source.close()
      expect(source).toMatchObject({ title: "Chirp", artist: "Slipmat" })
    },
  )

  it("finds the format by content when the name says another", async () => {
    for (const [name, codec] of [
      ["cbr-stereo.mp3", "mp3"],
      ["stereo.m4a", "aac"],
      ["s16-stereo.flac", "flac"],
    ] as const) {
      const { source } = await decodeBytes("song.wav", audioFixtureBytes(name))
      expect(source.codec).toBe(codec)
    }
  })

  it("skips ID3v2 tags in front of any format, however large", async () => {
    const tag = Buffer.alloc(300_010)
    tag.write("ID3\x04\0\0", 0, "latin1")
    tag.set([0, 18, 39, 96], 6)
    for (const name of ["cbr-stereo.mp3", "s16-stereo.flac", "stereo.aac"]) {
      const plain = await decodeAll(audioFixture(name))
      const tagged = await decodeBytes("song.bin", Buffer.concat([tag, audioFixtureBytes(name)]))
      expect(tagged.channels).toEqual(plain.channels)
    }
  })

  it("walks the file again from the start when blocks() is called again", async () => {
    for (const name of [
      "cbr-stereo.mp3",
      "stereo.ogg",
      "stereo.opus",
      "stereo.m4a",
      "s16-stereo.flac",
    ]) {
      const source = await openAudio(audioFixture(name))
      const walks = []
      for (let walk = 0; walk < 2; walk++) {
        const blocks: Float32Array[][] = []
        for await (const block of source.blocks()) blocks.push(block)
        walks.push(blocks)
      }
      source.close()
      expect(walks[1], name).toEqual(walks[0])
    }
  })

  it("hands out blocks of at most 65,536 frames", async () => {
    const { largestBlock } = await decodeAll(audioFixture("cbr-stereo.mp3"))
    expect(largestBlock).toBe(BLOCK_FRAMES)
  })

  it("stops with 'cancelled' when the signal aborts between blocks", async () => {
    const abort = new AbortController()
    const source = await openAudio(audioFixture("cbr-stereo.mp3"), { signal: abort.signal })
    const walk = async () => {
      for await (const [left] of source.blocks()) if (left) abort.abort()
    }
    await expect(walk()).rejects.toMatchObject({ code: "cancelled" })
    source.close()
  })
})
