import { describe, expect, test } from "vitest"
import {
  countTags,
  filterSongs,
  flatten,
  sortSongs,
  withArrivals,
  type Filter,
  type Sort,
} from "../../../../src-renderer/features/library/rows.ts"
import { aSong } from "../../../support/synthetic-song.ts"

const ALL: Filter = { query: "", kind: "all", tag: null, onlyWithMap: false }
const ferry = aSong({ title: "Night Ferry", artist: "José", tags: ["dusk"], addedAt: 3 })
const tide = aSong({
  title: "Low Tide",
  partNames: ["Drums", "Bass"],
  tags: ["dusk", "stems"],
  addedAt: 2,
})
const path = aSong({ title: "Path 10", kind: "bounce", hasMap: false, addedAt: 1 })
const songs = [ferry, tide, path]

describe("filtering songs", () => {
  test("finds words in title, artist and tags, in any order, without regard to case or accents", () => {
    expect(filterSongs(songs, { ...ALL, query: "jose NIGHT" })).toEqual([ferry])
    expect(filterSongs(songs, { ...ALL, query: "dusk" })).toEqual([ferry, tide])
    expect(filterSongs(songs, { ...ALL, query: "night tide" })).toEqual([])
  })

  test("narrows by kind, tag and map, all at once", () => {
    expect(filterSongs(songs, { ...ALL, kind: "bounce" })).toEqual([path])
    expect(filterSongs(songs, { ...ALL, tag: "dusk", kind: "stems" })).toEqual([tide])
    expect(filterSongs(songs, { ...ALL, onlyWithMap: true })).toEqual([ferry, tide])
  })
})

describe("sorting songs", () => {
  test("reads numbers in titles as numbers", () => {
    const nine = aSong({ title: "Path 9" })
    const sorted = sortSongs([path, nine], { column: "title", isDescending: false })
    expect(sorted.map(({ title }) => title)).toEqual(["Path 9", "Path 10"])
  })

  test("keeps the newest first among equals, in both directions", () => {
    for (const isDescending of [true, false])
      expect(sortSongs([path, tide, ferry], { column: "format", isDescending })).toEqual(songs)
  })
})

test("an open song with stems shows its parts below it, a song of one part never does", () => {
  const rows = flatten(songs, new Set([tide.id, ferry.id]))
  expect(rows.map(({ kind, key }) => [kind, key])).toEqual([
    ["song", ferry.id],
    ["song", tide.id],
    ["part", tide.parts[0]?.id],
    ["part", tide.parts[1]?.id],
    ["song", path.id],
  ])
})

describe("files on their way", () => {
  const arrivals = [
    { id: "first", name: "Moon.wav" },
    { id: "second", name: "Apple.flac" },
  ]
  const keys = (sort: Sort): string[] =>
    withArrivals(songs, arrivals, { sort, open: new Set() }).map(({ key }) => key)

  test("stand above the newest song, the last one highest: the first to arrive stays where it is", () => {
    expect(keys({ column: "added", isDescending: true })).toEqual([
      ...["second", "first"],
      ...[ferry.id, tide.id, path.id],
    ])
  })

  test("stand by their names where songs stand by title", () => {
    expect(keys({ column: "title", isDescending: false })).toEqual([
      ...["second", tide.id, "first"],
      ...[ferry.id, path.id],
    ])
  })
})

test("tags are counted by song and stand by name", () => {
  expect(countTags(songs)).toEqual([
    { tag: "dusk", count: 2 },
    { tag: "stems", count: 1 },
  ])
})
