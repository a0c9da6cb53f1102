import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { StudioError } from "#shared/contract/index.ts"
import { encodeWav, openAudio } from "#engine/audio/index.ts"
import { audioFixtureBytes, decodeBytes, inTempFolder } from "../../../support/audio-files.ts"
import { snrDb, testSignal } from "../../../support/audio-signal.ts"

async function failureOf(name: string, bytes: Uint8Array): Promise<StudioError> {
  const failure = await decodeBytes(name, bytes).then(
    () => null,
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(StudioError)
  return failure as StudioError
}

/** A wav header of 44 bytes with a body of zeros. */
function wavOf(fields: {
  channels?: number
  rateHz?: number
  bits?: number
  tag?: number
  dataBytes?: number
}): Buffer {
  const { channels = 1, rateHz = 8000, bits = 16, tag = 1, dataBytes = 1600 } = fields
  const bytes = Buffer.alloc(44 + 1600)
  bytes.write("RIFF\0\0\0\0WAVEfmt ", 0, "latin1")
  bytes.writeUInt32LE(0xffff_fff0, 4)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(tag, 20)
  bytes.writeUInt16LE(channels, 22)
  bytes.writeUInt32LE(rateHz, 24)
  bytes.writeUInt16LE((channels * bits) / 8, 32)
  bytes.writeUInt16LE(bits, 34)
  bytes.write("data", 36, "latin1")
  bytes.writeUInt32LE(dataBytes, 40)
  return bytes
}

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  const out = Buffer.from(bytes)
  const at = out.indexOf(from, 0, "latin1")
  expect(at).toBeGreaterThan(0)
  out.write(to, at, "latin1")
  return out
}

const HOPELESS: [string, () => Uint8Array, RegExp][] = [
  ["x.mp3", () => Buffer.alloc(0), /^x\.mp3 is empty\.$/],
  [
    "notes.mp3",
    () => Buffer.from("These are my notes.\nNothing to hear.\n".repeat(9)),
    /^notes\.mp3 is a text file/,
  ],
  ["song.wav", () => Buffer.alloc(5000), /^song\.wav holds only zeros/],
  [
    "cover.mp3",
    () => Buffer.from("\x89PNG\r\n\x1a\n" + "\0\x01\x02".repeat(99), "latin1"),
    /is a picture/,
  ],
  ["tune.mid.wav", () => Buffer.from("MThd\0\0\0\x06\0\0\0\x01\x01\xe0MTrk", "latin1"), /MIDI/],
  ["a.mp3", () => audioFixtureBytes("cbr-stereo.mp3").subarray(0, 300), /^a\.mp3 /],
  ["a.flac", () => audioFixtureBytes("s16-stereo.flac").subarray(0, 60), /^a\.flac /],
  ["a.ogg", () => audioFixtureBytes("stereo.ogg").subarray(0, 900), /^a\.ogg /],
  ["a.opus", () => audioFixtureBytes("stereo.opus").subarray(0, 90), /^a\.opus is cut off/],
  [
    "a.m4a",
    () => audioFixtureBytes("stereo.m4a").subarray(0, 9000),
    /^a\.m4a is cut off: its index is missing/,
  ],
  ["a.aiff", () => audioFixtureBytes("s16-stereo.aiff").subarray(0, 30), /^a\.aiff /],
  [
    "bought.m4p",
    () => replaced(audioFixtureBytes("stereo.m4a"), "mp4a", "drms"),
    /^bought\.m4p is protected\. Slipmat cannot open purchased files with copy protection\.$/,
  ],
  ["bought.m4a", () => replaced(audioFixtureBytes("stereo.m4a"), "mp4a", "enca"), /protected/],
  [
    "film.mp4",
    () => replaced(audioFixtureBytes("stereo.m4a"), "soun", "vide"),
    /holds no sound track/,
  ],
  ["dolby.m4a", () => replaced(audioFixtureBytes("stereo.m4a"), "mp4a", "ac-3"), /Dolby AC-3/],
  ["nine.wav", () => wavOf({ channels: 9 }), /^nine\.wav has 9 channels; Slipmat reads up to 8\.$/],
  ["none.wav", () => wavOf({ channels: 0 }), /^none\.wav /],
  ["still.wav", () => wavOf({ rateHz: 0 }), /0 Hz/],
  ["fast.wav", () => wavOf({ rateHz: 4_000_000_000 }), /4000000000 Hz/],
  ["adpcm.wav", () => wavOf({ tag: 2 }), /Microsoft ADPCM/],
  [
    "silent.wav",
    () => encodeWav({ sampleRateHz: 8000, channels: [new Float32Array(0)], sampleFormat: "int16" }),
    /holds no sound/,
  ],
]

describe("files without anything to hear", () => {
  it.each(HOPELESS)("%s is refused in plain words (%#)", async (name, make, message) => {
    const failure = await failureOf(name, make())
    expect(failure.code).toBe("unreadable")
    expect(failure.message).toMatch(message)
  })

  it("says so when the file is gone, a folder, or closed under way", async () => {
    await inTempFolder(async (folder) => {
      await expect(openAudio(join(folder, "gone.wav"))).rejects.toMatchObject({
        code: "not-found",
        message: "gone.wav is not there.",
      })
      mkdirSync(join(folder, "album.wav"))
      await expect(openAudio(join(folder, "album.wav"))).rejects.toMatchObject({
        code: "unreadable",
        message: "album.wav is a folder, not a file.",
      })
    })
  })

  it.skipIf(process.platform === "win32")("does not wait for what a pipe may bring", async () => {
    await inTempFolder(async (folder) => {
      execFileSync("mkfifo", [join(folder, "pipe.wav")])
      await expect(openAudio(join(folder, "pipe.wav"))).rejects.toMatchObject({
        code: "unreadable",
        message: "pipe.wav is a pipe, not a file.",
      })
      await expect(openAudio("/dev/zero")).rejects.toMatchObject({
        code: "unreadable",
        message: "zero is a device, not a file.",
      })
    })
  })
})

describe("files that are damaged in part", () => {
  it.each([
    "s16-stereo.wav",
    "s16-stereo.aiff",
    "s16-stereo.flac",
    "cbr-stereo.mp3",
    "stereo.ogg",
    "stereo.opus",
    "faststart-mono.m4a",
    "stereo.aac",
  ])("%s cut at 60 % yields what is there, with a warning", async (name) => {
    const whole = await decodeBytes(name, audioFixtureBytes(name))
    const bytes = audioFixtureBytes(name)
    const cut = await decodeBytes(name, bytes.subarray(0, Math.floor(bytes.length * 0.6)))
    expect(cut.frames).toBeGreaterThan(whole.frames * 0.3)
    expect(cut.frames).toBeLessThan(whole.frames)
    expect(cut.source.warning).toMatch(/\.$/)
  })

  it.each([
    ["s16-stereo.flac", 0.4],
    ["mono.ogg", 0.7],
    ["stereo.opus", 0.4],
    ["stereo.m4a", 0.4],
  ])("%s with 40 damaged bytes keeps everything behind them at its place", async (name, place) => {
    const whole = await decodeBytes(name, audioFixtureBytes(name))
    const bytes = audioFixtureBytes(name)
    const at = Math.floor(bytes.length * place)
    bytes.fill(0x5a, at, at + 40)
    const hurt = await decodeBytes(name, bytes)
    const tail = whole.frames - 4000
    expect(hurt.frames).toBe(whole.frames)
    const [expected, actual] = [whole, hurt].map(({ channels }) => channels[0]?.subarray(tail))
    expect(snrDb(expected as Float32Array, actual as Float32Array)).toBeGreaterThan(60)
  })

  it("turns samples that are no numbers into silence and counts them", async () => {
    const samples = testSignal({ rateHz: 8000, channels: 1, frames: 800 })
    const bytes = Buffer.from(
      encodeWav({ sampleRateHz: 8000, channels: samples, sampleFormat: "float32" }),
    )
    for (const [index, value] of [NaN, Infinity, -Infinity].entries())
      bytes.writeFloatLE(value, bytes.length - 4 * (index + 1))
    const { channels, source } = await decodeBytes("nan.wav", bytes)
    expect([...(channels[0] ?? new Float32Array(0)).subarray(797)]).toEqual([0, 0, 0])
    expect(source.warning).toBe("3 samples were not numbers and became silence.")
  })

  it("opens a file of one sample", async () => {
    const bytes = encodeWav({
      sampleRateHz: 8000,
      channels: [Float32Array.of(0.5)],
      sampleFormat: "int16",
    })
    expect((await decodeBytes("one.wav", bytes)).channels).toEqual([Float32Array.of(0.5)])
  })

  it("reads to the end of a wav whose header claims 4 GB, or nothing", async () => {
    for (const dataBytes of [0xffff_fff0, 0xffff_ffff, 0])
      expect((await decodeBytes("live.wav", wavOf({ dataBytes }))).frames).toBe(800)
  })

  it("names a file that becomes shorter while it is read", async () => {
    await inTempFolder(async (folder) => {
      const path = join(folder, "shrinking.wav")
      const channels = testSignal({ rateHz: 8000, channels: 1, frames: 200_000 })
      writeFileSync(path, encodeWav({ sampleRateHz: 8000, channels, sampleFormat: "int16" }))
      const source = await openAudio(path)
      truncateSync(path, 150_000)
      let frames = 0
      for await (const block of source.blocks()) frames += block[0]?.length ?? 0
      source.close()
      expect(frames).toBeLessThan(80_000)
      expect(source.warning).toMatch(/became shorter/)
    })
  })

  it("reads on when the file's name is removed under way", async () => {
    await inTempFolder(async (folder) => {
      const path = join(folder, "removed.wav")
      writeFileSync(path, audioFixtureBytes("s16-stereo.wav"))
      const source = await openAudio(path)
      rmSync(path)
      let frames = 0
      for await (const block of source.blocks()) frames += block[0]?.length ?? 0
      source.close()
      expect(frames).toBe(11_025)
    })
  })
})
