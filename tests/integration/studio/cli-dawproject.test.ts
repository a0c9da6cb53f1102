import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, test } from "vitest"
import { STUDIO_VERSION } from "#engine/projects/index.ts"
import { entitiesOf } from "#shared/project/index.ts"
import { slipmat } from "../../support/command-line.ts"
import { projectIn } from "../../support/project-files.ts"
import { aRecordedProject } from "../../support/recorded-project.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

const peakOf = (stdout: string): number => (JSON.parse(stdout) as { peak: number }).peak

describe("slipmat export --dawproject and import of it", () => {
  test("bring a song with its recordings to another library, where it sounds the same", () => {
    const { folder, path, library, recording, sha256 } = aRecordedProject()
    const archive = join(folder, "tune.dawproject")
    const exported = slipmat("export", path, "--dawproject", archive, "--library", library)
    expect(exported.stderr).toBe("")
    expect(exported.status).toBe(0)
    const entries = unzipSync(new Uint8Array(readFileSync(archive)))
    expect(Object.keys(entries)).toEqual([
      "project.xml",
      "metadata.xml",
      `audio/${sha256.slice(0, 8)} voice.wav`,
    ])

    const [back, other] = [join(folder, "back.slipmat"), join(folder, "other")]
    const read = slipmat("import", archive, "-o", back, "--json")
    expect(read.status).toBe(0)
    const recordings = join(folder, "back recordings")
    expect(read.stderr).toContain(`its recordings lie in ${recordings}`)
    const [kept = ""] = readdirSync(recordings)
    expect(readFileSync(join(recordings, kept))).toEqual(readFileSync(recording))
    expect(entitiesOf(projectIn(back).media)).toMatchObject([{ sha256 }])

    expect(slipmat("import", recordings, "--library", other).status).toBe(0)
    const rendered = (from: string, by: string): number => {
      const output = ["-o", join(folder, "out.wav"), "--library", by, "--json"]
      return peakOf(slipmat("render", from, ...output).stdout)
    }
    expect(rendered(back, other)).toBeCloseTo(rendered(path, library), 5)
  })

  test("name recordings that are not there, and write the rest", () => {
    const { folder, path } = aRecordedProject()
    const archive = join(folder, "tune.dawproject")
    const { status, stderr } = slipmat(
      "export",
      path,
      "--dawproject",
      archive,
      "--library",
      join(folder, "none"),
    )
    expect(status).toBe(0)
    expect(stderr).toContain("voice.wav")
    expect(existsSync(archive)).toBe(true)
    expect(existsSync(join(folder, "none"))).toBe(false)
  })

  test("refuse what is no archive, holds no project, or names files elsewhere, and leave nothing behind", () => {
    const folder = temporaryFolder()
    const archive = join(folder, "bad.dawproject")
    const output = join(folder, "out.slipmat")
    const wrong: [Uint8Array, string][] = [
      [strToU8("no archive"), "is no ZIP archive"],
      [zipSync({ "other.txt": strToU8("x") }), "holds no project.xml"],
      [zipSync({ "project.xml": strToU8("<Project>") }), "has no end"],
    ]
    for (const [bytes, words] of wrong) {
      writeFileSync(archive, bytes)
      const { status, stderr } = slipmat("import", archive, "-o", output)
      expect(stderr).toContain(words)
      expect(status).toBe(3)
      expect(readdirSync(folder)).toEqual(["bad.dawproject"])
    }
  })

  test("keep recordings whose names lead elsewhere within their folder", () => {
    const folder = temporaryFolder()
    const archive = join(folder, "odd.dawproject")
    const inside = "../../escaped.wav"
    const xml = `<Project version="1.0"><Application name="Other" version="1"/><Structure><Track id="t" contentType="audio"/></Structure>
      <Arrangement><Lanes timeUnit="beats"><Lanes track="t"><Clips><Clip time="0" duration="1" contentTimeUnit="seconds">
      <Audio duration="1" channels="1" sampleRate="48000"><File path="${inside}"/></Audio></Clip></Clips></Lanes></Lanes></Arrangement></Project>`
    writeFileSync(archive, zipSync({ "project.xml": strToU8(xml), [inside]: strToU8("sound") }))
    expect(slipmat("import", archive, "-o", join(folder, "odd.slipmat")).status).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(["odd recordings", "odd.dawproject", "odd.slipmat"])
    expect(readdirSync(join(folder, "odd recordings"))).toEqual(["01 escaped.wav"])
  })
})

test("files say which version of the studio wrote them", () => {
  const text = readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8")
  expect((JSON.parse(text) as { version: string }).version).toBe(STUDIO_VERSION)
})
