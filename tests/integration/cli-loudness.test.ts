import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { writeWav } from "#engine/audio/index.ts"
import { slipmat } from "../support/command-line.ts"
import { stereoTones } from "../support/loudness-signals.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

/** Five seconds of a tone at -23 LUFS. */
function writeTone(folder: string): string {
  const path = join(folder, "tone.wav")
  const channels = stereoTones([[-23, 5]], 48_000)
  writeWav(path, { sampleRateHz: 48_000, channels, sampleFormat: "int16" })
  return path
}

describe("slipmat loudness", () => {
  test("measures a file, as a document and as a line", () => {
    const tone = writeTone(temporaryFolder())
    const { status, stdout } = slipmat("loudness", tone, "--json")
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      files: [
        {
          path: tone,
          durationSeconds: 5,
          sampleRateHz: 48_000,
          channels: 2,
          integratedLufs: expect.closeTo(-23, 1) as number,
          rangeLu: 0,
          momentaryMaxLufs: expect.closeTo(-23, 1) as number,
          shortTermMaxLufs: expect.closeTo(-23, 1) as number,
          truePeakDbtp: expect.closeTo(-23, 1) as number,
          samplePeakDbfs: expect.closeTo(-23, 1) as number,
        },
      ],
    })
    expect(slipmat("loudness", tone).stdout).toContain("tone.wav: -23.0 LUFS, range 0.0 LU, ")
  })

  test("measures what it can, says what it could not, and ends with the worst", () => {
    const folder = temporaryFolder()
    const tone = writeTone(folder)
    const text = join(folder, "text.wav")
    writeFileSync(text, "not sound")
    const absent = join(folder, "absent.wav")
    const both = slipmat("loudness", text, tone, "--json")
    expect(both.status).toBe(3)
    const { files } = JSON.parse(both.stdout) as { files: { error?: { code: string } }[] }
    expect(files.map(({ error }) => error?.code)).toEqual(["unreadable", undefined])
    const missing = slipmat("loudness", absent)
    expect(missing).toMatchObject({ status: 4, stdout: "" })
    expect(missing.stderr).toContain(`slipmat: ${absent} is not there.\n`)
  })

  test("has no loudness of silence: null in the document", () => {
    const silent = join(temporaryFolder(), "silent.wav")
    const none = [new Float32Array(24_000)]
    writeWav(silent, { sampleRateHz: 48_000, channels: none, sampleFormat: "int16" })
    const { files } = JSON.parse(slipmat("loudness", silent, "--json").stdout) as {
      files: Record<string, unknown>[]
    }
    expect(files[0]).toMatchObject({ integratedLufs: null, truePeakDbtp: null, rangeLu: 0 })
    expect(slipmat("loudness", silent).stdout).toContain("-inf LUFS")
  })
})
