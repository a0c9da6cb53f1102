import { writeFileSync } from "node:fs"
import { join } from "node:path"
import BetterSqlite3 from "better-sqlite3"
import fc from "fast-check"
import { describe, expect, onTestFinished, test } from "vitest"
import { fromBlob, openDatabase, toBlob } from "#engine/library/index.ts"
import initial from "../../../../src-main/engine/library/migrations/0001-initial.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

describe("the library's database", () => {
  test("opens twice with the same content, and migrates only once", () => {
    const folder = temporaryFolder()
    const first = openDatabase(folder)
    first.prepare("INSERT INTO media (hash, bytes) VALUES ('abc', 3)").run()
    first.close()
    const second = openDatabase(folder)
    onTestFinished(() => void second.close())
    expect(second.prepare("SELECT hash FROM media").all()).toEqual([{ hash: "abc" }])
  })

  test("a library of the first version keeps its songs and jobs, and gains room for words about them", () => {
    const folder = temporaryFolder()
    const first = new BetterSqlite3(join(folder, "library.sqlite"))
    initial.up(first)
    first.exec(`
      CREATE TABLE migrations (id TEXT PRIMARY KEY) STRICT;
      INSERT INTO migrations VALUES ('0001-initial');
      INSERT INTO media VALUES ('m', 1);
      INSERT INTO songs (id, title, artist, kind, source_path, format, added_at) VALUES ('s', 't', '', 'song', '', 'wav', 0);
      INSERT INTO parts VALUES ('p', 's', 0, 'Mix', 'm', 44100, 2, 10);
      INSERT INTO jobs (id, kind, title, input, state, priority, created_at) VALUES ('j', 'import/audio', 't', '{}', 'failed', 1, 0);
    `)
    first.close()
    const database = openDatabase(folder)
    onTestFinished(() => void database.close())
    expect(database.prepare("SELECT id, warning FROM parts").all()).toEqual([
      { id: "p", warning: "" },
    ])
    expect(database.prepare("SELECT id, batch FROM jobs").all()).toEqual([{ id: "j", batch: "j" }])
  })

  test("one that a newer Slipmat migrated stays closed and says so", () => {
    const folder = temporaryFolder()
    const database = openDatabase(folder)
    database.prepare("INSERT INTO migrations (id) VALUES ('9999-from-the-future')").run()
    database.close()
    expect(() => openDatabase(folder)).toThrow("newer Slipmat (9999-from-the-future)")
  })

  test("a file that is no database is named, not overwritten", () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, "library.sqlite"), "these are my notes, not a database ".repeat(100))
    expect(() => openDatabase(folder)).toThrow("is not a Slipmat library")
  })

  test("deleting a part takes the maps that name it with it", () => {
    const database = openDatabase(temporaryFolder())
    onTestFinished(() => void database.close())
    database.exec(`
      INSERT INTO media VALUES ('m', 1);
      INSERT INTO songs (id, title, artist, kind, source_path, format, added_at) VALUES ('s', 't', '', 'song', '', 'wav', 0);
      INSERT INTO parts VALUES ('p', 's', 0, 'Mix', 'm', 44100, 2, 10, '');
      INSERT INTO maps (id, settings, state, revisions, counts) VALUES ('map', '{}', 'ready', '[]', '[]');
      INSERT INTO map_parts VALUES ('map', 'p');
      DELETE FROM songs WHERE id = 's';
    `)
    expect(database.prepare("SELECT * FROM maps").all()).toEqual([])
  })

  test("arrays survive being stored, bit for bit, wherever their bytes stand", () => {
    fc.assert(
      fc.property(fc.float32Array(), fc.nat({ max: 7 }), (array, offset) => {
        const bytes = toBlob(array)
        const shifted = new Uint8Array(bytes.length + offset)
        shifted.set(bytes, offset)
        expect(toBlob(fromBlob(Float32Array, shifted.subarray(offset)))).toEqual(bytes)
      }),
    )
  })
})
