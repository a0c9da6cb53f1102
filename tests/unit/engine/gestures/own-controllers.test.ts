import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { createOwnControllers, loadControllers } from "#engine/gestures/index.ts"
import { readProfile } from "#shared/gesture/index.ts"
import { aController } from "../../../support/gesture/profiles.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

test("a controller that was learnt is a file of the library, beside those that ship, until it is forgotten", () => {
  const library = temporaryFolder()
  const own = createOwnControllers(library)
  const shipped = own.known().all
  expect(shipped.map(({ profile }) => profile)).toEqual(loadControllers())
  own.keep(aController())
  expect(own.known().all).toHaveLength(shipped.length + 1)
  expect(own.known().all).toContainEqual({ profile: aController(), isOwn: true })
  const path = join(library, "controllers/test-deck.json")
  expect(readProfile(readFileSync(path, "utf8"), path)).toEqual(aController())
  own.forget("test-deck")
  expect(own.known().all).toEqual(shipped)
  expect(() => own.forget("test-deck")).toThrow("No controller of your own is called test-deck")
  expect(() => own.forget("pioneer-ddj-400")).toThrow("of your own")
})

test("one's own stands in for the one of its id that ships", () => {
  const own = createOwnControllers(temporaryFolder())
  const calibrated = aController({ ticksPerRevolution: 723 }, { id: "pioneer-ddj-400" })
  own.keep(calibrated)
  const found = own.known().all.filter(({ profile }) => profile.id === "pioneer-ddj-400")
  expect(found).toEqual([{ profile: calibrated, isOwn: true }])
})

test("a bad file is named with its line and keeps no other away", () => {
  const library = temporaryFolder()
  const own = createOwnControllers(library)
  own.keep(aController())
  writeFileSync(join(library, "controllers/bad.json"), '{\n  "format": 1,\n  "id": 7\n}')
  writeFileSync(join(library, "controllers/other.json"), JSON.stringify(aController()))
  const { all, problems } = own.known()
  expect(all.filter(({ isOwn }) => isOwn)).toHaveLength(1)
  expect(problems).toEqual([
    expect.stringContaining("bad.json, line 3: id"),
    expect.stringContaining("other.json: a profile's file is called by its id, test-deck.json"),
  ])
})
