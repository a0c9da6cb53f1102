import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { writeWav } from "#engine/audio/index.ts"
import { decodeTimecodeFile, generateTimecodeFile } from "#engine/timecode/index.ts"
import { type TimecodeName, timecodeOf } from "#shared/timecode/index.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"
import { PLAYED, sine } from "../../../support/timecode-runs.ts"

const quietly = { signal: new AbortController().signal, onProgress: () => undefined }

async function written(format: TimecodeName, seconds = 1): Promise<string> {
  const path = join(temporaryFolder(), `${format}.wav`)
  const sound = { rateHz: 44_100, seconds, sampleFormat: "int16" } as const
  const made = { timecode: timecodeOf(format), trajectory: sine(2, 0.4), impairments: PLAYED }
  expect(await generateTimecodeFile(path, { ...sound, ...made }, quietly)).toBe(44_100 * seconds)
  return path
}

describe("timecode in files", () => {
  it("is read back as it was made, a value each millisecond at least", async () => {
    const path = await written("serato_2a")
    const decoded = await decodeTimecodeFile(path, "serato_2a", quietly)
    const { timeSeconds, positionSeconds, velocity } = decoded
    expect(decoded).toMatchObject({ format: "serato_2a", sampleRateHz: 44_100, durationSeconds: 1 })
    expect(positionSeconds).toHaveLength(timeSeconds.length)
    expect(velocity).toHaveLength(timeSeconds.length)
    for (let i = 1; i < timeSeconds.length; i++)
      expect(timeSeconds[i]! - timeSeconds[i - 1]!).toBeLessThan(0.001)
    const late = timeSeconds.findIndex((time) => time > 0.6)
    const phase = 4 * Math.PI * timeSeconds[late]!
    expect(positionSeconds[late]).toBeCloseTo(10 + 0.2 * (1 - Math.cos(phase)), 4)
    expect(velocity[late]).toBeCloseTo(0.8 * Math.PI * Math.sin(phase), 1)
  })

  it("is told apart without being named", async () => {
    expect(await decodeTimecodeFile(await written("traktor_b"), "auto", quietly)).toMatchObject({
      format: "traktor_b",
    })
  })

  it("that is another record's is refused, and named", async () => {
    await expect(
      decodeTimecodeFile(await written("pioneer_a"), "serato_2a", quietly),
    ).rejects.toThrow("pioneer_a.wav holds the timecode pioneer_a, not serato_2a")
  })

  it.each([
    [[new Float32Array(48_000), new Float32Array(48_000)], "holds no signal of a record"],
    [[new Float32Array(4800)], "has one channel: timecode needs two"],
  ])("that is none is refused in words (%#)", async (channels, words) => {
    const path = join(temporaryFolder(), "none.wav")
    writeWav(path, { sampleRateHz: 48_000, channels, sampleFormat: "int16" })
    await expect(decodeTimecodeFile(path, "serato_2a", quietly)).rejects.toThrow(words)
  })

  it("stops when it is cancelled, and leaves no file", async () => {
    const path = join(temporaryFolder(), "cancelled.wav")
    const sound = { rateHz: 48_000, seconds: 60, sampleFormat: "int16" } as const
    const made = { timecode: timecodeOf("serato_2a"), trajectory: sine(2, 0.4) }
    const cancelled = { ...quietly, signal: AbortSignal.abort() }
    await expect(generateTimecodeFile(path, { ...sound, ...made }, cancelled)).rejects.toThrow(
      /abort/i,
    )
    await expect(decodeTimecodeFile(path, "auto", quietly)).rejects.toThrow("is not there")
  })
})
