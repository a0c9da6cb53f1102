import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { finished, importSong, openEngine, readyMap } from "../support/engines.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

describe("importing", () => {
  test("a wav becomes a song with chunks from end to end, and its map", async () => {
    const engine = await openEngine()
    const song = await importSong(
      engine,
      writeSong(join(temporaryFolder(), "first light.wav"), { seconds: 8 }),
    )
    expect(song.title).toBe("first light")
    expect(song.durationSeconds).toBeCloseTo(8, 3)
    const [part] = song.parts
    const tile = await engine.call("chunks.read", { partId: part!.id, offset: 0, count: 8192 })
    expect(tile.total).toBeGreaterThan(20) // 32 notes, some may merge
    expect(tile.boundsSeconds[0]).toBe(0)
    expect(tile.boundsSeconds.at(-1)).toBeCloseTo(8, 3)
    expect(tile.features).toHaveLength(tile.total * 26)
    expect(tile.features.every(Number.isFinite)).toBe(true)
    const map = await readyMap(engine, song)
    expect(map.counts).toEqual([tile.total])
    const points = await engine.call("maps.read", {
      mapId: map.id,
      dims: 3,
      offset: 0,
      count: 65_536,
    })
    expect(points.positions).toHaveLength(tile.total * 3)
    expect(points.positions.every(Number.isFinite)).toBe(true)
  })

  test("what was imported is there after the engine starts again", async () => {
    const first = await openEngine()
    const song = await importSong(first, writeSong(join(temporaryFolder(), "kept.wav")))
    const map = await readyMap(first, song)
    await first.engine.close()
    const second = await openEngine(first.library)
    const [found] = await second.call("library.list", { search: "kept", removed: false })
    expect(found).toEqual({ ...song, hasMap: true })
    expect(await second.call("maps.get", { mapId: map.id })).toEqual(map)
  })

  test("the same file twice is one song", async () => {
    const engine = await openEngine()
    const file = writeSong(join(temporaryFolder(), "one.wav"))
    const first = await importSong(engine, file)
    const second = await importSong(engine, file)
    expect(second.id).toBe(first.id)
    const jobs = await engine.call("jobs.list", {})
    const imports = jobs.filter(({ kind }) => kind === "import/audio")
    expect(imports.map(({ wasThere }) => wasThere)).toEqual([false, true])
  })

  test("the same file twice in one go is one song, and the other import says that it was there", async () => {
    const engine = await openEngine()
    const folder = temporaryFolder()
    const file = writeSong(join(folder, "one.wav"), { seconds: 12 })
    copyFileSync(file, join(folder, "the same.wav"))
    const { jobIds } = await engine.call("files.import", { paths: [folder], asStems: false })
    const jobs = await finished(engine, jobIds)
    expect(await engine.call("library.list", { search: "", removed: false })).toHaveLength(1)
    expect(jobs.map(({ wasThere }) => wasThere).sort()).toEqual([false, true])
    expect(new Set(jobs.map(({ songId }) => songId)).size).toBe(1)
  })

  test("files that come together are one batch, told whole while one of them has failed, even after a restart", async () => {
    const first = await openEngine()
    const folder = temporaryFolder()
    writeSong(join(folder, "good.wav"))
    writeFileSync(join(folder, "empty.mp3"), "")
    const { jobIds } = await first.call("files.import", { paths: [folder], asStems: false })
    await finished(first, jobIds)
    const later = writeSong(join(temporaryFolder(), "later.wav"), { seed: 5 })
    await importSong(first, later)
    await first.engine.close()
    const second = await openEngine(first.library)
    const all = await second.call("jobs.list", {})
    const jobs = all.filter(({ kind }) => kind === "import/audio")
    expect(new Set(jobs.map(({ batch }) => batch)).size).toBe(1)
    expect(jobs.map(({ title }) => title).sort()).toEqual(["empty.mp3", "good.wav"])
  })

  test("what is wrong with a file that could be read stays with its part", async () => {
    const engine = await openEngine()
    const file = writeSong(join(temporaryFolder(), "cut.wav"), { seconds: 8 })
    truncateSync(file, statSync(file).size - 40_000)
    const song = await importSong(engine, file)
    expect(song.parts[0]?.warning).toBe("The file ends before its header says it should.")
  })

  test("a folder is searched, and every file that cannot be read is named with a reason while the others arrive", async () => {
    const engine = await openEngine()
    const folder = temporaryFolder()
    mkdirSync(join(folder, "deep"))
    writeSong(join(folder, "good.wav"))
    writeSong(join(folder, "deep", "also good.wav"), { seed: 2 })
    writeFileSync(join(folder, "empty.mp3"), "")
    writeFileSync(join(folder, "letter.flac"), "Dear friend, this is not music. ".repeat(50))
    writeFileSync(join(folder, "notes.txt"), "not audio, not tried")
    const { jobIds } = await engine.call("files.import", { paths: [folder], asStems: false })
    const jobs = await finished(engine, jobIds)
    expect(
      jobs
        .filter(({ state }) => state === "succeeded")
        .map(({ title }) => title)
        .sort(),
    ).toEqual(["also good.wav", "good.wav"])
    const failed = jobs.filter(({ state }) => state === "failed")
    expect(failed.map(({ title }) => title).sort()).toEqual(["empty.mp3", "letter.flac"])
    for (const { title, error } of failed) {
      expect(error?.code).toBe("unreadable")
      expect(error?.message).toContain(title)
    }
    const { problems } = await engine.call("library.verify", {})
    expect(problems).toEqual([])
    expect(readdirSync(join(engine.library, "media"))).toHaveLength(2)
  })

  test("a folder of stems becomes one song with a part for each file", async () => {
    const engine = await openEngine()
    const folder = join(temporaryFolder(), "Night Train")
    mkdirSync(folder)
    for (const [seed, name] of ["drums", "bass", "voice"].entries())
      writeSong(join(folder, `${name}.wav`), { seed })
    const { jobIds } = await engine.call("files.import", { paths: [folder], asStems: true })
    const [job] = await finished(engine, jobIds)
    const song = await engine.call("library.song", { songId: job!.songId! })
    expect(song.title).toBe("Night Train")
    expect(song.kind).toBe("stems")
    expect(song.parts.map(({ name }) => name)).toEqual(["bass", "drums", "voice"])
    const map = await readyMap(engine, song)
    expect(map.counts).toHaveLength(3)
  })

  test("a file deleted during the import is reported, and the library stays sound", async () => {
    const engine = await openEngine()
    const folder = temporaryFolder()
    const files = Array.from({ length: 6 }, (_, seed) =>
      writeSong(join(folder, `take ${seed}.wav`), { seed }),
    )
    const { jobIds } = await engine.call("files.import", { paths: files, asStems: false })
    rmSync(files[5]!)
    const jobs = await finished(engine, jobIds)
    const gone = jobs.find(({ title }) => title === "take 5.wav")
    expect(gone?.error?.message).toContain("take 5.wav is not there")
    expect(jobs.filter(({ state }) => state === "succeeded")).toHaveLength(5)
    expect((await engine.call("library.verify", {})).problems).toEqual([])
  })

  test("a song plays on although its cache was emptied", async () => {
    const engine = await openEngine()
    const song = await importSong(engine, writeSong(join(temporaryFolder(), "cached.wav")))
    await engine.engine.close()
    rmSync(join(engine.library, "cache"), { recursive: true })
    const again = await openEngine(engine.library)
    const [part] = song.parts
    const { frames, samples } = await again.call("audio.read", {
      partId: part!.id,
      startFrame: 0,
      frames: 1000,
    })
    expect(frames).toBe(1000)
    expect(samples.some((sample) => sample !== 0)).toBe(true)
  })

  test("a removed song is hidden, its files stay, and it can be brought back", async () => {
    const engine = await openEngine()
    const song = await importSong(engine, writeSong(join(temporaryFolder(), "gone.wav")))
    await engine.call("library.remove", { songId: song.id })
    expect(await engine.call("library.list", { search: "", removed: false })).toEqual([])
    expect(existsSync(join(engine.library, "media", song.parts[0]!.mediaHash))).toBe(true)
    await engine.call("library.restore", { songId: song.id })
    expect(await engine.call("library.list", { search: "", removed: false })).toHaveLength(1)
  })

  test("verification names a file whose content was changed behind our back", async () => {
    const engine = await openEngine()
    const song = await importSong(engine, writeSong(join(temporaryFolder(), "honest.wav")))
    const stored = join(engine.library, "media", song.parts[0]!.mediaHash)
    const other = writeSong(join(temporaryFolder(), "other.wav"), { seed: 9 })
    copyFileSync(other, stored)
    const { problems } = await engine.call("library.verify", {})
    expect(problems).toEqual([
      { what: `media/${song.parts[0]!.mediaHash}`, reason: "the file's content has changed" },
    ])
  })
})
