import { spawnSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { openPcm } from "#engine/audio/index.ts"
import { COMMAND_LINE, slipmat } from "../../support/command-line.ts"
import { writeCalls, writeMidi } from "../../support/project-files.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

let tune: Buffer | undefined

/** Made by a command once; each test has a copy of its own. */
function aTune(): { folder: string; path: string; library: string } {
  const folder = temporaryFolder()
  const path = join(folder, "tune.slipmat")
  if (tune) writeFileSync(path, tune)
  else expect(slipmat("import", writeMidi(), "-o", path).status).toBe(0)
  tune ??= readFileSync(path)
  return { folder, path, library: join(folder, "library") }
}

function shapeOf(path: string) {
  const { sampleRateHz, channels, frames, close } = openPcm(path)
  close()
  return { sampleRateHz, channels, frames }
}

function samplesOf(path: string): Float32Array {
  const reader = openPcm(path)
  const [left] = reader.read(0, reader.frames)
  reader.close()
  return left!
}

const hasFfmpeg = spawnSync("ffmpeg", ["-version"], { stdio: "ignore" }).status === 0

/** All by one command. */
function lufsOf(paths: readonly string[]): number[] {
  const { files } = JSON.parse(slipmat("loudness", ...paths, "--json").stdout) as {
    files: { integratedLufs: number }[]
  }
  return files.map(({ integratedLufs }) => integratedLufs)
}

function slipmatWithoutPrograms(...parameters: string[]) {
  const environment = { ...process.env, PATH: "" }
  const options = { encoding: "utf8", env: environment, timeout: 120_000 } as const
  return spawnSync(process.execPath, [COMMAND_LINE, ...parameters], options)
}

describe("slipmat render", () => {
  test("writes the song, a stem a track, and a range of it, without making a library", () => {
    const { folder, path, library } = aTune()
    const [all, part, stems] = [
      join(folder, "all.wav"),
      join(folder, "part.wav"),
      join(folder, "stems"),
    ]
    const common = ["--bits", "32f", "--rate", "44100", "--library", library, "--json"]
    const whole = slipmat("render", path, "-o", all, "--stems", stems, ...common)
    expect(whole.status).toBe(0)
    expect(JSON.parse(whole.stdout)).toMatchObject({
      ...{ path, output: all, missing: [] },
      stems: [join(stems, "01 Flute.wav")],
    })
    expect(readdirSync(stems)).toEqual(["01 Flute.wav"])
    // One track, no effects: its stem is the song.
    expect(samplesOf(join(stems, "01 Flute.wav"))).toEqual(samplesOf(all))
    // The second bar of 4/4 at 120, to the tick.
    expect(slipmat("render", path, "-o", part, "--from", "2", "--to", "4s", ...common).status).toBe(
      0,
    )
    expect(shapeOf(part)).toMatchObject({ sampleRateHz: 44_100, channels: 2 })
    expect(shapeOf(part).frames).toBe(2 * 44_100)
    expect(existsSync(library)).toBe(false)
  })

  test("says what is wrong with the command line", () => {
    const { folder, path } = aTune()
    const output = join(folder, "out.wav")
    for (const [words, ...options] of [
      ["--from is a bar", "--from", "x"],
      ["--to must come after --from", "--from", "3", "--to", "2"],
      ["must be a whole number", "--rate", "1"],
      ["Allowed choices", "--bits", "12"],
    ] as const) {
      const { status, stderr } = slipmat("render", path, "-o", output, ...options)
      expect(stderr).toContain(words)
      expect(status).toBe(2)
    }
    const elsewhere = slipmat("render", path, "-o", join(folder, "none", "out.wav"))
    expect(elsewhere.stderr).toContain("There is no folder")
    expect(elsewhere.status).toBe(4)
    expect(existsSync(output)).toBe(false)
  })

  test("writes flac, and mp3 and ogg where the system has an encoder, which are the same sound", () => {
    const { folder, path } = aTune()
    const render = (name: string, ...options: string[]) =>
      slipmat("render", path, "-o", join(folder, name), "--to", "2", "--json", ...options)
    const peakOf = (stdout: string): number => (JSON.parse(stdout) as { peak: number }).peak
    const wav = render("out.wav", "--bits", "16")
    const flac = render("out.flac", "--bits", "16", "--stems", join(folder, "stems"))
    expect(flac.stderr).not.toContain("slipmat:")
    expect(flac.status).toBe(0)
    expect(peakOf(flac.stdout)).toBe(peakOf(wav.stdout))
    expect(readdirSync(join(folder, "stems"))).toEqual(["01 Flute.flac"])
    const others = hasFfmpeg ? ["mp3", "ogg"] : []
    for (const format of others) {
      const { status, stderr } = render(`out.${format}`)
      expect(stderr).not.toContain("slipmat:")
      expect(status).toBe(0)
    }
    const names = ["wav", "flac", ...others].map((format) => join(folder, `out.${format}`))
    const [lufs, ofFlac, ...lossy] = lufsOf(names)
    expect(ofFlac).toBe(lufs)
    expect(lossy).toHaveLength(others.length)
    for (const level of lossy) expect(Math.abs(level - lufs!)).toBeLessThan(0.5)
    expect(render("out.flac", "--bits", "32f").status).toBe(2)
    expect(readdirSync(folder).filter((name) => name.includes("tmp"))).toEqual([])
  })

  test("says what could be installed where there is no encoder", () => {
    const { folder, path } = aTune()
    const output = join(folder, "out.mp3")
    const { status, stderr } = slipmatWithoutPrograms("render", path, "-o", output)
    expect(status).toBe(2)
    expect(stderr).toContain("No encoder for .mp3 comes with the studio: install lame or ffmpeg")
    expect(existsSync(output)).toBe(false)
  })

  test("names recordings that are not in the library, and renders without them when told to", () => {
    const { folder, path, library } = aTune()
    const media = {
      ...{ id: "m", sha256: "0".repeat(64), name: "voice.wav" },
      ...{ seconds: 1, rateHz: 48_000, channels: 1 },
    }
    expect(
      slipmat("apply", path, writeCalls(folder, [{ name: "media.add", args: { media: [media] } }]))
        .stderr,
    ).toBe("")
    const output = join(folder, "out.wav")
    const refused = slipmat("render", path, "-o", output, "--library", library)
    expect(refused.status).toBe(4)
    expect(refused.stderr).toContain("voice.wav")
    expect(existsSync(output)).toBe(false)
    const told = slipmat(
      "render",
      path,
      "-o",
      output,
      "--library",
      library,
      "--skip-missing",
      "--json",
    )
    expect(told.status).toBe(0)
    expect(JSON.parse(told.stdout)).toMatchObject({ missing: ["voice.wav"] })
  })
})
