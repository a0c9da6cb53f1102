/** Takes on the real engine: what is on disk at any time, after its death, and when the disk is full. */
import { execFileSync } from "node:child_process"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { openAudio } from "#engine/audio/index.ts"
import { Take, TakeId } from "#shared/contract/index.ts"
import { finished, openEngine, type TestEngine } from "../../support/engines.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

const RATE_HZ = 48_000
const ID = TakeId.parse("take-1")

const aTake = (changes: Partial<Take> = {}): Take => ({
  ...{ id: ID, name: "Guitar, take 1", rateHz: RATE_HZ, channels: 1 },
  place: { projectId: "piece", trackId: "voice", startTicks: 960, offsetSeconds: 0 },
  ...changes,
})

/** A block whose every sample tells which frame it is. */
function ramp(fromFrame: number, frames: number): Float32Array {
  return Float32Array.from({ length: frames }, (_, i) => (fromFrame + i) / 2 ** 22)
}

async function record(engine: TestEngine, blocks: number, take = aTake()): Promise<void> {
  await engine.call("takes.begin", { take })
  for (let block = 0; block < blocks; block++) {
    const atFrame = block * 4800
    await engine.call("takes.append", { takeId: take.id, atFrame, samples: ramp(atFrame, 4800) })
  }
}

function wavOf({ library }: TestEngine, id = ID): string {
  return join(library, "recordings", `${id}.wav`)
}

async function samplesOf(path: string): Promise<Float32Array> {
  const source = await openAudio(path)
  const found: number[] = []
  for await (const [first] of source.blocks()) found.push(...first!)
  return Float32Array.from(found)
}

describe("a take", () => {
  it("is a whole wav file on disk while it is still recorded", async () => {
    const engine = await openEngine()
    await record(engine, 25)
    const samples = await samplesOf(wavOf(engine))
    expect(samples.length).toBeGreaterThanOrEqual(RATE_HZ)
    expect(samples.slice(0, 9600)).toEqual(ramp(0, 9600))
  })

  it("becomes a song of the library, sample by sample, without waiting for its chunks", async () => {
    const engine = await openEngine()
    await record(engine, 25)
    const kept = await engine.call("takes.finish", { takeId: ID })
    expect(kept?.part).toMatchObject({ frames: 120_000, sampleRateHz: RATE_HZ, channels: 1 })
    const { samples } = await engine.call("audio.read", {
      ...{ partId: kept!.part.id, startFrame: 0, frames: 120_000 },
    })
    expect(samples).toEqual(ramp(0, 120_000))
    const song = await engine.call("library.song", { songId: kept!.part.songId })
    expect(song).toMatchObject({ title: "Guitar, take 1", tags: ["recording"] })
    expect(existsSync(wavOf(engine))).toBe(false)
  })

  it("gets its chunks afterwards, and so a place on a map", async () => {
    const engine = await openEngine()
    await record(engine, 25)
    const kept = await engine.call("takes.finish", { takeId: ID })
    const jobs = await engine.call("jobs.list", {})
    await finished(
      engine,
      jobs.map(({ id }) => id),
    )
    const song = await engine.call("library.song", { songId: kept!.part.songId })
    expect(song.parts[0]?.id).toBe(kept?.part.id)
    expect(song.parts[0]?.chunkCount).toBeGreaterThan(0)
  })

  it("is pending until it is forgotten, and only for its own project", async () => {
    const engine = await openEngine()
    await record(engine, 3)
    await engine.call("takes.finish", { takeId: ID })
    expect(await engine.call("takes.pending", { projectId: "another" })).toEqual([])
    const [found] = await engine.call("takes.pending", { projectId: "piece" })
    expect(found?.take).toEqual(aTake())
    await engine.call("takes.forget", { takeId: ID })
    expect(await engine.call("takes.pending", { projectId: "piece" })).toEqual([])
    expect(
      (await engine.call("library.list", { search: "", removed: false })).map(({ title }) => title),
    ).toEqual(["Guitar, take 1"])
  })

  it("that holds nothing leaves nothing", async () => {
    const engine = await openEngine()
    await record(engine, 0)
    expect(await engine.call("takes.finish", { takeId: ID })).toBeNull()
    expect(readdirSync(join(engine.library, "recordings"))).toEqual([])
  })

  it("takes a block again that was sent before the engine died, but none that leaves a gap", async () => {
    const engine = await openEngine()
    await record(engine, 3)
    const again = { takeId: ID, atFrame: 4800, samples: ramp(4800, 9600) }
    expect(await engine.call("takes.append", again)).toEqual({ frames: 14_400 })
    const gap = { takeId: ID, atFrame: 20_000, samples: ramp(20_000, 128) }
    await expect(engine.call("takes.append", gap)).rejects.toThrow(/does not follow frame 14400/)
    const kept = await engine.call("takes.finish", { takeId: ID })
    expect(kept?.part.frames).toBe(14_400)
  })

  it("goes on in the next engine where the last one stopped in the middle of a frame", async () => {
    const library = temporaryFolder()
    const first = await openEngine(library)
    const take = aTake({ channels: 2 })
    await first.call("takes.begin", { take })
    await first.call("takes.append", { takeId: ID, atFrame: 0, samples: ramp(0, 2000) })
    await first.engine.close()
    truncateSync(wavOf(first), readFileSync(wavOf(first)).length - 5)
    const next = await openEngine(library)
    const { frames } = await next.call("takes.append", {
      ...{ takeId: ID, atFrame: 998, samples: ramp(1996, 2004) },
    })
    expect(frames).toBe(2000)
    const [found] = await next.call("takes.pending", { projectId: "piece" })
    expect(found?.part.frames).toBe(2000)
  })

  it("is refused under an id that is taken, and where there is no such take", async () => {
    const engine = await openEngine()
    await record(engine, 1)
    await expect(engine.call("takes.begin", { take: aTake() })).rejects.toThrow(/is there/)
    const nowhere = { takeId: TakeId.parse("nowhere") }
    await expect(engine.call("takes.finish", nowhere)).rejects.toThrow(/no take nowhere/)
  })
})

describe("what was played on keys", () => {
  it("is kept as it was last, through the end of the engine, until it is forgotten", async () => {
    const library = temporaryFolder()
    const first = await openEngine(library)
    for (const notes of [1, 2])
      await first.call("takes.keepClip", { takeId: ID, projectId: "piece", clip: { notes } })
    await first.engine.close()
    const next = await openEngine(library)
    expect(await next.call("takes.pendingClips", { projectId: "another" })).toEqual([])
    const kept = { takeId: ID, projectId: "piece", clip: { notes: 2 } }
    expect(await next.call("takes.pendingClips", { projectId: "piece" })).toEqual([kept])
    await next.call("takes.forget", { takeId: ID })
    expect(await next.call("takes.pendingClips", { projectId: "piece" })).toEqual([])
  })
})

describe("a full disk", () => {
  it("ends the take with a sentence that says what is kept, and keeps it", async ({ skip }) => {
    const library = smallDisk(6) ?? skip("a small disk cannot be made here")
    const engine = await openEngine(library)
    await engine.call("takes.begin", { take: aTake() })
    const kept = await fill(engine)
    expect(kept.message).toMatch(/^The disk is full. The recording up to 0:\d\d is kept.$/)
    const ended = await engine.call("takes.finish", { takeId: ID })
    const frames = ended!.part.frames
    expect(`0:${String(Math.floor(frames / RATE_HZ)).padStart(2, "0")}`).toBe(
      /up to (\S+)/.exec(kept.message)?.[1],
    )
    const samples = await samplesOf(join(library, "media", ended!.part.mediaHash))
    expect(samples).toEqual(ramp(0, frames))
  })
})

describe("a disk that is full before a take begins", () => {
  /** @returns takes' files after a beginning that failed with so many bytes free */
  async function leftAfter(freeBytes: number, library: string): Promise<string[]> {
    const engine = await openEngine(library)
    mkdirSync(join(library, "recordings"), { recursive: true })
    const { bavail, bsize } = statfsSync(library)
    writeFileSync(join(library, "other"), Buffer.alloc(bavail * bsize - freeBytes))
    await expect(engine.call("takes.begin", { take: aTake() })).rejects.toThrow(/disk is full/)
    rmSync(join(library, "other"))
    return readdirSync(join(library, "recordings"))
  }

  it.each([
    ["for what makes room later", 512 << 10],
    ["for what it is", 1 << 20],
    ["for its sound", (1 << 20) + 4096],
  ])("refuses it and leaves nothing: no room %s", async (_, freeBytes) => {
    const library = smallDisk(8)
    if (library) expect(await leftAfter(freeBytes, library)).toEqual([])
  })

  it("keeps what was played on keys as it was last, and nothing half-written beside it", async ({
    skip,
  }) => {
    const library = smallDisk(8) ?? skip("a small disk cannot be made here")
    const engine = await openEngine(library)
    const kept = { takeId: ID, projectId: "piece", clip: { notes: 1 } }
    await engine.call("takes.keepClip", kept)
    const { bavail, bsize } = statfsSync(library)
    writeFileSync(join(library, "other"), Buffer.alloc(bavail * bsize))
    const longer = { ...kept, clip: { notes: Array.from({ length: 9000 }, (_, i) => i) } }
    await expect(engine.call("takes.keepClip", longer)).rejects.toThrow(/disk is full/)
    expect(readdirSync(join(library, "recordings"))).toEqual([`${ID}.clip`])
    expect(await engine.call("takes.pendingClips", { projectId: "piece" })).toEqual([kept])
  })
})

async function fill(engine: TestEngine): Promise<Error> {
  for (let atFrame = 0; ; atFrame += 9600) {
    const block = { takeId: ID, atFrame, samples: ramp(atFrame, 9600) }
    try {
      await engine.call("takes.append", block)
    } catch (error) {
      return error as Error
    }
  }
}

/** A disk of so many megabytes; undefined where nobody may make one. */
function smallDisk(megabytes: number): string | undefined {
  const folder = join(temporaryFolder(), "disk")
  mkdirSync(folder)
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder])
  } catch {
    return undefined
  }
  onTestFinished(() => void execFileSync("umount", ["-l", folder]))
  return folder
}
