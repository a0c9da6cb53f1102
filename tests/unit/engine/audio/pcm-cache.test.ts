import {
  closeSync,
  existsSync,
  readdirSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs"
import { basename, join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  cacheFormat,
  createPcmWriter,
  encodeWav,
  openPcm,
  writeWav,
  type SampleFormat,
} from "#engine/audio/index.ts"
import { wavHeader, WAV_HEADER_BYTES } from "#engine/audio/cache/wav-layout.ts"
import { decodeAll, inTempFolder } from "../../../support/audio-files.ts"
import { testSignal } from "../../../support/audio-signal.ts"

const Sound = fc
  .record({ channels: fc.integer({ min: 1, max: 8 }), frames: fc.integer({ min: 1, max: 300 }) })
  .chain(({ channels, frames }) =>
    fc.array(
      fc.float32Array({
        minLength: frames,
        maxLength: frames,
        noNaN: true,
        min: -1,
        max: Math.fround(0.999),
      }),
      {
        minLength: channels,
        maxLength: channels,
      },
    ),
  )

/** The largest error of each format: half a step of the integers, none of the floats. */
const STEP: Record<SampleFormat, number> = {
  int16: 0.5 / 32_768,
  int24: 0.5 / 8_388_608,
  float32: 0,
}

describe("the PCM cache", () => {
  it.each(["int16", "int24", "float32"] as const)(
    "gives back what was written as %s, at any position",
    async (sampleFormat) => {
      await inTempFolder(async (folder) => {
        const path = join(folder, "a.wav")
        fc.assert(
          fc.property(Sound, fc.nat(320), fc.nat(320), (channels, start, count) => {
            writeWav(path, { sampleRateHz: 44_100, channels, sampleFormat })
            const pcm = openPcm(path)
            const read = pcm.read(start, count)
            pcm.close()
            expect(pcm).toMatchObject({
              sampleRateHz: 44_100,
              channels: channels.length,
              frames: channels[0]?.length,
            })
            channels.forEach((channel, index) => {
              const expected = channel.subarray(start, start + count)
              const actual = read[index] as Float32Array
              expect(actual.length).toBe(expected.length)
              const worst = expected.reduce(
                (most, value, at) => Math.max(most, Math.abs(value - (actual[at] as number))),
                0,
              )
              expect(worst).toBeLessThanOrEqual(STEP[sampleFormat] + 2 ** -25)
            })
          }),
          { numRuns: 60 },
        )
      })
    },
  )

  it("holds a 16-bit source bit for bit", async () => {
    await inTempFolder(async (folder) => {
      const exact = Float32Array.from({ length: 65_536 }, (_, code) => (code - 32_768) / 32_768)
      const path = join(folder, "a.wav")
      writeWav(path, { sampleRateHz: 8000, channels: [exact], sampleFormat: "int16" })
      expect((await decodeAll(path)).channels).toEqual([exact])
    })
  })

  it("saturates beyond full scale and silences what is no number", () => {
    const sound = {
      sampleRateHz: 8000,
      channels: [Float32Array.of(2, -2, NaN, 1)],
      sampleFormat: "int16",
    } as const
    const samples = Buffer.from(encodeWav(sound)).subarray(WAV_HEADER_BYTES)
    expect([0, 2, 4, 6].map((at) => samples.readInt16LE(at))).toEqual([32_767, -32_768, 0, 32_767])
  })

  it("does so in 24 bits, too, and rounds to the nearest", () => {
    const step = 2 ** -23
    const sound = {
      sampleRateHz: 8000,
      channels: [Float32Array.of(2, -2, NaN, Infinity, 1.4 * step, -1.6 * step, -1, 0.25)],
      sampleFormat: "int24",
    } as const
    const samples = Buffer.from(encodeWav(sound)).subarray(WAV_HEADER_BYTES)
    expect(sound.channels[0].map((_, i) => samples.readIntLE(3 * i, 3))).toEqual(
      Float32Array.of(8_388_607, -8_388_608, 0, 0, 1, -2, -8_388_608, 2_097_152),
    )
  })

  it("gives tiles in one piece, into memory that was used before", async () => {
    await inTempFolder(async (folder) => {
      const path = join(folder, "a.wav")
      const channels = [Float32Array.of(0.5, 0.25, 0), Float32Array.of(-0.5, -0.25, 0.125)]
      writeWav(path, { sampleRateHz: 8000, channels, sampleFormat: "int16" })
      const pcm = openPcm(path)
      const used = new Float32Array(4).fill(9)
      expect(pcm.readPlanar(1, 2, used)).toBe(used)
      expect([...used]).toEqual([0.25, 0, -0.25, 0.125])
      expect([...pcm.readPlanar(2, 5, used)]).toEqual([0, 0.125])
      pcm.close()
    })
  })

  it("chooses 16 bits for 16-bit and lossy sources and floats for finer ones", () => {
    expect(cacheFormat({ bitDepth: 16, floatSamples: false })).toBe("int16")
    expect(cacheFormat({ bitDepth: null, floatSamples: false })).toBe("int16")
    expect(cacheFormat({ bitDepth: 24, floatSamples: false })).toBe("float32")
    expect(cacheFormat({ bitDepth: 32, floatSamples: true })).toBe("float32")
  })

  it("gives the file its name only when it is whole, and leaves nothing after an abort", async () => {
    await inTempFolder((folder) => {
      const path = join(folder, "a.wav")
      const writer = createPcmWriter(path, {
        sampleRateHz: 8000,
        channels: 2,
        sampleFormat: "int16",
      })
      for (let block = 0; block < 3; block++)
        writer.write(testSignal({ rateHz: 8000, channels: 2, frames: 20_000 }))
      expect(existsSync(path)).toBe(false)
      expect(writer.finish()).toBe(60_000)
      expect(statSync(path).size).toBe(WAV_HEADER_BYTES + 240_000)
      const second = createPcmWriter(path, {
        sampleRateHz: 8000,
        channels: 1,
        sampleFormat: "int16",
      })
      second.write([Float32Array.of(1)])
      second.abort()
      expect(readdirSync(folder)).toEqual([basename(path)])
      expect(openPcm(path).frames).toBe(60_000)
    })
  })

  it("may write one file twice at a time: each is whole, the later stays", async () => {
    await inTempFolder((folder) => {
      const path = join(folder, "song.wav")
      const shape = { sampleRateHz: 8000, channels: 1, sampleFormat: "int16" } as const
      const [one, other] = [createPcmWriter(path, shape), createPcmWriter(path, shape)]
      one.write([new Float32Array(100)])
      other.write([new Float32Array(100)])
      one.finish()
      other.finish()
      expect(openPcm(path).frames).toBe(100)
      expect(readdirSync(folder)).toEqual(["song.wav"])
    })
  })

  it("writes the same bytes to memory as to a file, padded to even length", async () => {
    await inTempFolder((folder) => {
      const sound = {
        sampleRateHz: 8000,
        channels: [Float32Array.of(0.1, 0.2, 0.3)],
        sampleFormat: "int24",
      } as const
      writeWav(join(folder, "a.wav"), sound)
      expect(Buffer.from(encodeWav(sound))).toEqual(readFileSync(join(folder, "a.wav")))
      expect(encodeWav(sound).length % 2).toBe(0)
    })
  })

  it("reads past 4 GB by RF64 (a sparse file)", async () => {
    await inTempFolder((folder) => {
      const path = join(folder, "long.wav")
      const frames = 2 ** 31 + 1000
      const fd = openSync(path, "w")
      writeSync(fd, wavHeader({ sampleRateHz: 48_000, channels: 1, sampleFormat: "int16" }, frames))
      ftruncateSync(fd, WAV_HEADER_BYTES + 2 * frames)
      writeSync(fd, Buffer.from([0, 64]), 0, 2, WAV_HEADER_BYTES + 2 * (frames - 1))
      closeSync(fd)
      const pcm = openPcm(path)
      expect(readFileHead(path)).toBe("RF64")
      expect(pcm.frames).toBe(frames)
      expect(pcm.read(frames - 2, 10)).toEqual([Float32Array.of(0, 0.5)])
      pcm.close()
    })
  })

  it("refuses shapes that no wav can have, and files that are none", async () => {
    await inTempFolder((folder) => {
      const path = join(folder, "a.wav")
      expect(() =>
        createPcmWriter(path, { sampleRateHz: 0, channels: 1, sampleFormat: "int16" }),
      ).toThrow(/0 Hz/)
      expect(() =>
        createPcmWriter(path, { sampleRateHz: 1, channels: 9, sampleFormat: "int16" }),
      ).toThrow(/9/)
      writeFileSync(path, "nothing")
      expect(() => openPcm(path)).toThrow("a.wav is not a wav file.")
    })
  })
})

function readFileHead(path: string): string {
  const fd = openSync(path, "r")
  const head = Buffer.alloc(4)
  try {
    readSync(fd, head)
    return head.toString("latin1")
  } finally {
    closeSync(fd)
  }
}
