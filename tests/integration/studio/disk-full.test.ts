import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, statfsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { slipmat } from "../../support/command-line.ts"
import { writeMidi } from "../../support/project-files.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

/** Only root may make a disk of its own; elsewhere the writers' tests stand for it. */
const canMount = process.platform === "linux" && process.getuid?.() === 0

/** A disk with room for so many bytes more. */
function aFullDisk(freeBytes: number): string {
  const disk = temporaryFolder()
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk])
  onTestFinished(() => void execFileSync("umount", ["-l", disk]))
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(join(disk, "other"), Buffer.alloc(bavail * bsize - freeBytes))
  return disk
}

describe.runIf(canMount)("a disk that is full while a piece is exported", () => {
  const project = (): string => {
    const path = join(temporaryFolder(), "tune.slipmat")
    expect(slipmat("import", writeMidi(), "-o", path).status).toBe(0)
    return path
  }

  test.each([
    ["render", ["render"], ["-o", "tune.wav"]],
    ["render to flac", ["render"], ["-o", "tune.flac"]],
    ["export of MIDI", ["export"], ["--midi", "tune.mid"]],
    ["export of a score", ["export"], ["--musicxml", "tune.musicxml"]],
    ["export of DAWproject", ["export"], ["--dawproject", "tune.dawproject"]],
  ])(
    "%s says so in words, leaves nothing half-written, and what stood there stands",
    (_, command, [option, name]) => {
      const disk = aFullDisk(name!.endsWith("wav") || name!.endsWith("flac") ? 65_536 : 0)
      const target = join(disk, name!)
      const { status, stderr } = slipmat(...command, project(), option!, target)
      expect(status).toBe(1)
      expect(stderr.trim().split("\n").at(-1)).toBe(
        `slipmat: The disk is full: ${target} was not written`,
      )
      expect(readdirSync(disk)).toEqual(["other"])
    },
  )

  test("an older file of that name is as it was", () => {
    const disk = aFullDisk(4096)
    const target = join(disk, "tune.wav")
    writeFileSync(target, "the take of yesterday")
    expect(slipmat("render", project(), "-o", target).status).toBe(1)
    expect(readFileSync(target, "utf8")).toBe("the take of yesterday")
    expect(readdirSync(disk).toSorted()).toEqual(["other", "tune.wav"])
  })
})
