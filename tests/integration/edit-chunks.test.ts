import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, onTestFinished, test } from "vitest"
import { createChunkStore, createLiveLayouts, createMapStore } from "#engine/chunks/index.ts"
import { editChunks } from "#engine/chunks/edit-service.ts"
import { PlaceMemory } from "#engine/chunks/place-memory.ts"
import {
  createLibraryEvents,
  createMediaStore,
  createSongStore,
  openDatabase,
} from "#engine/library/index.ts"
import { nodePlatform } from "#engine/platform/node/index.ts"
import type { ChunkEdit } from "#shared/contract/chunks.ts"
import type { ChunkMap, Song } from "#shared/contract/index.ts"
import { importSong, openEngine, readyMap } from "../support/engines.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

/** A library with one mapped song: made once, each test has a copy of its own. */
let template: Promise<{ library: string; song: Song; map: ChunkMap }> | undefined

afterAll(async () => {
  if (template) rmSync((await template).library, { recursive: true, force: true })
})

async function makeTemplate() {
  const library = mkdtempSync(join(tmpdir(), "slipmat-template-"))
  const engine = await openEngine(library)
  const path = writeSong(join(temporaryFolder(), "edited.wav"), { seconds: 10 })
  const song = await importSong(engine, path)
  const map = await readyMap(engine, song)
  await engine.engine.close()
  return { library, song, map }
}

async function mappedSong() {
  const { library, song, map } = await (template ??= makeTemplate())
  const copy = temporaryFolder()
  cpSync(library, copy, { recursive: true })
  const engine = await openEngine(copy)
  const partId = song.parts[0]!.id
  const chunks = () => engine.call("chunks.read", { partId, offset: 0, count: 8192 })
  const points = () =>
    engine.call("maps.read", { mapId: map.id, dims: 3, offset: 0, count: 65_536 })
  const edit = async (change: ChunkEdit) =>
    engine.call("chunks.edit", { partId, revision: (await chunks()).revision, edit: change })
  return { engine, song, map, partId, chunks, points, edit }
}

describe("editing chunks by hand", () => {
  test("a split adds a chunk and its dot, and no other dot moves", async () => {
    const { chunks, points, edit } = await mappedSong()
    const before = { chunks: await chunks(), points: await points() }
    const at = ((before.chunks.boundsSeconds[5] ?? 0) + (before.chunks.boundsSeconds[6] ?? 0)) / 2
    await edit({ kind: "split", atSeconds: at })
    const after = { chunks: await chunks(), points: await points() }
    expect(after.chunks.total).toBe(before.chunks.total + 1)
    expect(after.points.positions.subarray(0, 15)).toEqual(before.points.positions.subarray(0, 15))
    expect(after.points.positions.subarray(21)).toEqual(before.points.positions.subarray(18))
    expect(after.points.positions.every(Number.isFinite)).toBe(true)
  })

  test("undoing with the inverse brings back the same boundaries and features", async () => {
    const { chunks, edit } = await mappedSong()
    const before = await chunks()
    const { inverse } = await edit({ kind: "merge", atSeconds: before.boundsSeconds[4]! })
    expect((await chunks()).total).toBe(before.total - 1)
    await edit(inverse)
    const after = await chunks()
    expect(after.boundsSeconds).toEqual(before.boundsSeconds)
    expect(after.features).toEqual(before.features)
  })

  test("undoing puts every dot back to where it stood", async () => {
    const { chunks, points, edit } = await mappedSong()
    const [before, { boundsSeconds }] = [await points(), await chunks()]
    const first = await edit({ kind: "merge", atSeconds: boundsSeconds[4]! })
    const second = await edit({
      kind: "move",
      fromSeconds: boundsSeconds[9]!,
      toSeconds: (boundsSeconds[9]! + boundsSeconds[10]!) / 2,
    })
    expect((await points()).positions).not.toEqual(before.positions)
    await edit(second.inverse)
    await edit(first.inverse)
    expect(await points()).toEqual(before)
  })

  test("an edit of chunks that someone changed meanwhile is refused", async () => {
    const { engine, partId, chunks, edit } = await mappedSong()
    const { revision, boundsSeconds } = await chunks()
    const atSeconds = boundsSeconds[2]!
    await edit({ kind: "merge", atSeconds })
    const stale = engine.call("chunks.edit", {
      partId,
      revision,
      edit: { kind: "merge", atSeconds },
    })
    await expect(stale).rejects.toMatchObject({ code: "conflict" })
  })

  test("neighbours of a chunk are its likes, nearest first, and never the chunk itself", async () => {
    const { engine, map } = await mappedSong()
    const { indices, similarity } = await engine.call("maps.neighbours", {
      mapId: map.id,
      index: 7,
      count: 6,
    })
    expect(indices).toHaveLength(6)
    expect(indices).not.toContain(7)
    expect([...similarity]).toEqual([...similarity].sort((a, b) => b - a))
  })

  test("a path through the map becomes a new song as long as its chunks", async () => {
    const { engine, partId, chunks } = await mappedSong()
    const { boundsSeconds } = await chunks()
    const path = [3, 9, 1].map((index) => ({ partId, index }))
    const { songId } = await engine.call("chunks.bounce", { title: "Three steps", path })
    const bounced = await engine.call("library.song", { songId })
    const expected = path.reduce(
      (sum, { index }) => sum + (boundsSeconds[index + 1] ?? 0) - (boundsSeconds[index] ?? 0),
      0,
    )
    expect(bounced.kind).toBe("bounce")
    expect(bounced.title).toBe("Three steps")
    expect(Math.abs(bounced.durationSeconds - expected)).toBeLessThan(0.02)
  })

  test("a path that could not be made into a track leaves no file behind", async () => {
    const { engine, partId, chunks } = await mappedSong()
    await chunks()
    rmSync(join(engine.library, "media"), { recursive: true })
    const bounce = engine.call("chunks.bounce", { title: "Lost", path: [{ partId, index: 1 }] })
    await expect(bounce).rejects.toThrow()
    const left = readdirSync(join(engine.library, "cache"))
    expect(left.filter((name) => name.includes(".tmp"))).toEqual([])
  })

  test("a map that becomes ready while an edit is under way follows it too", async () => {
    const { engine, song, map, partId, chunks } = await mappedSong()
    const { boundsSeconds } = await chunks()
    const other = await readyMap(engine, song, 60_000, 2)
    const database = openDatabase(engine.library)
    onTestFinished(() => void database.close())
    const maps = createMapStore(database)
    maps.setState(map.id, "forming", null)
    const platform = nodePlatform({ libraryDirectory: engine.library })
    onTestFinished(() => platform.executor.close())
    const media = createMediaStore(engine.library)
    await editChunks(
      {
        ...{ database, maps, events: createLibraryEvents(), live: createLiveLayouts() },
        ...{ songs: createSongStore(database), chunks: createChunkStore(database) },
        executor: {
          ...platform.executor,
          run(name, input, options) {
            if (name === "place") maps.setState(map.id, "ready", null)
            return platform.executor.run(name, input, options)
          },
        },
        async decodedPath(part) {
          return media.cachePathOf(part.mediaHash, "pcm")
        },
        places: new PlaceMemory(),
      },
      { partId, revision: 1, edit: { kind: "merge", atSeconds: boundsSeconds[3]! } },
    )
    for (const { id } of [map, other])
      expect(maps.get(id)).toMatchObject({ state: "ready", revisions: [2] })
  })
})
