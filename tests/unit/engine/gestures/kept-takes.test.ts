import BetterSqlite3 from "better-sqlite3"
import { expect, test } from "vitest"
import {
  createGestureService,
  createKeptTakes,
  createOwnControllers,
} from "#engine/gestures/index.ts"
import { migrations } from "#engine/library/migrations/index.ts"
import { createMidiFeed } from "#engine/midi/index.ts"
import { Deck } from "#shared/dsp/deck/index.ts"
import {
  faderAt,
  gestureOf,
  gestureOfNumbers,
  mirror,
  numbersOfGesture,
  readTake,
  takeOfEvents,
  takeOfGesture,
  takeText,
  turnsAt,
} from "#shared/gesture/index.ts"
import { gestureOfPlayed } from "#shared/gesture/take/gesture-of-played.ts"
import { drawnTechnique } from "#shared/scratch/index.ts"
import { NO_SOUNDS } from "../../../support/gesture/no-sounds.ts"
import { portPair } from "../../../support/port-pair.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"

const RATE_HZ = 48_000
const CALL = { signal: new AbortController().signal, progress: () => undefined }

function aService() {
  const database = new BetterSqlite3(":memory:")
  database.pragma("foreign_keys = ON")
  for (const { up } of migrations) up(database)
  const takes = createKeptTakes(database)
  const midi = createMidiFeed()
  const [near, far] = portPair()
  midi.attach(near)
  let [id, nowMs] = [0, 1000]
  const { handlers } = createGestureService({
    ...{
      takes,
      controllers: createOwnControllers(temporaryFolder()),
      midi,
      newId: () => `take-${++id}`,
    },
    sounds: NO_SOUNDS,
    clock: { now: () => nowMs++ },
  })
  const begin = () =>
    handlers["gestures.begin"](
      { partId: null, rateHz: RATE_HZ, start: new Deck(RATE_HZ).snapshot(), mayTrain: false },
      CALL,
    )
  return { takes, handlers, begin, send: (message: unknown) => far.post(message) }
}

test("a take is its pieces in their order, and what controllers sent meanwhile, raw", async () => {
  const { takes, handlers, begin, send } = aService()
  const { id: takeId } = await begin()
  send({ kind: "bytes", port: "DDJ-400", bytes: Uint8Array.of(0xb0, 0x22, 0x41), atMs: 2.5 })
  send({ kind: "bytes", port: "Mixer", bytes: Uint8Array.of(0xb6, 0x1f, 0x40), atMs: 3 })
  await new Promise((resolve) => setTimeout(resolve))
  const touch = { kind: "touch" as const, frame: 0, isHeld: true }
  const fader = { kind: "fader" as const, frame: 24_000, place: 0 }
  await handlers["gestures.append"]({ takeId, frames: 4800, events: [touch] }, CALL)
  await handlers["gestures.append"]({ takeId, frames: 48_000, events: [fader] }, CALL)
  const kept = await handlers["gestures.finish"]({ takeId }, CALL)
  expect(kept).toMatchObject({ title: "Take 1", seconds: 1, mayTrain: false })
  const played = await handlers["gestures.played"]({ takeId }, CALL)
  expect(played.events).toEqual([touch, fader])
  expect(takes.raw(takeId)).toEqual([
    [2500, "B0 22 41", "DDJ-400"],
    [3000, "B6 1F 40", "Mixer"],
  ])
  const gesture = gestureOfPlayed(played)
  expect(gesture.touches).toEqual([{ startSeconds: 0, endSeconds: 1 }])
  expect(gesture.fader).toEqual([
    { timeSeconds: 0, value: 1 },
    { timeSeconds: 0.5, value: 0 },
  ])
  // Who reads its file elsewhere may not know the controller.
  const { bytes } = await handlers["gestures.export"]({ takeId, format: "json" }, CALL)
  const { sources } = readTake(textOf(bytes), "it")
  expect(sources.map(({ port, profile }) => [port, profile?.id])).toEqual([
    ["DDJ-400", "pioneer-ddj-400"],
    ["Mixer", undefined],
  ])
})

test("a take is renamed, removed and brought back; what was removed long ago is forgotten", async () => {
  const { takes, handlers, begin } = aService()
  const [one, other] = [await begin(), await begin()]
  await handlers["gestures.update"]({ takeId: one.id, title: "Flares", mayTrain: true }, CALL)
  expect(takes.get(one.id)).toMatchObject({ title: "Flares", mayTrain: true })
  await handlers["gestures.remove"]({ takeId: one.id }, CALL)
  expect(takes.all().map(({ id }) => id)).toEqual([other.id])
  await handlers["gestures.restore"]({ takeId: one.id }, CALL)
  expect(takes.all()).toHaveLength(2)
  await handlers["gestures.remove"]({ takeId: one.id }, CALL)
  takes.purge(1e12)
  expect(() => takes.get(one.id)).toThrow("This take is not there")
  expect(takes.get(other.id).title).toBe("Take 2")
})

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test("takes are numbered as they are played: what is imported between has a name of its own", async () => {
  const { takes, handlers, begin } = aService()
  await begin()
  const text = takeText(
    takeOfGesture(drawnTechnique("baby", { seconds: 1, extentSeconds: 0.3 }), "Baby"),
  )
  await handlers["gestures.import"]({ name: "baby.json", bytes: bytesOf(text) }, CALL)
  expect(takes.get((await begin()).id).title).toBe("Take 2")
})

test("what was edited is heard instead of what was played, which stays beneath it", async () => {
  const { takes, handlers, begin } = aService()
  const { id: takeId } = await begin()
  const turn = { kind: "platter" as const, frame: 0, position: 0, velocity: 1 }
  const touch = { kind: "touch" as const, frame: 0, isHeld: true }
  await handlers["gestures.append"]({ takeId, frames: 4800, events: [touch, turn] }, CALL)
  const asked = await handlers["gestures.gesture"]({ takeId }, CALL)
  const played = gestureOfNumbers(asked.numbers)
  const edited = mirror({ ...played, durationSeconds: 3 })
  const kept = await handlers["gestures.edit"]({ takeId, numbers: numbersOfGesture(edited) }, CALL)
  expect(kept).toMatchObject({ isEdited: true, seconds: 3 })
  const { numbers } = await handlers["gestures.gesture"]({ takeId }, CALL)
  expect(gestureOfNumbers(numbers)).toEqual(edited)
  const again = gestureOfPlayed(await handlers["gestures.played"]({ takeId }, CALL))
  for (const at of [0.05, 1, 2.9]) {
    expect(turnsAt(again, at) - turnsAt(again, 0.001)).toBeCloseTo(turnsAt(edited, at), 3)
    expect(faderAt(again, at) ?? 1).toBe(faderAt(edited, at) ?? 1)
  }
  await handlers["gestures.edit"]({ takeId, numbers: null }, CALL)
  expect(takes.get(takeId)).toMatchObject({ isEdited: false, seconds: 0.1 })
  expect((await handlers["gestures.played"]({ takeId }, CALL)).events).toEqual([touch, turn])
})

test("what is said about a take is kept, and can be taken back", async () => {
  const { takes, handlers, begin } = aService()
  const { id: takeId } = await begin()
  const words = {
    ...{ session: "Sunday", tags: ["flare", "slow"], notes: "The second half is better." },
    beats: { tempoBpm: 92.5, firstBeatSeconds: 0.21, beatsPerBar: 4 },
  }
  await handlers["gestures.update"]({ takeId, ...words }, CALL)
  expect(takes.get(takeId)).toMatchObject(words)
  await handlers["gestures.update"]({ takeId, beats: null, tags: [] }, CALL)
  expect(takes.get(takeId)).toMatchObject({ session: "Sunday", beats: null, tags: [] })
  expect(takes.take(takeId)).not.toHaveProperty("beats")
})

test("an edited take goes out as JSON and comes in again as it was, to the letter", async () => {
  const { takes, handlers, begin } = aService()
  const { id: takeId } = await begin()
  await handlers["gestures.append"]({ takeId, frames: 4800, events: [] }, CALL)
  const edited = {
    durationSeconds: 1,
    points: [],
    fader: [{ timeSeconds: 0, value: 0.1 }],
    touches: [],
  }
  await handlers["gestures.edit"]({ takeId, numbers: numbersOfGesture(edited) }, CALL)
  const beats = { tempoBpm: 90, firstBeatSeconds: 0, beatsPerBar: 3 }
  await handlers["gestures.update"]({ takeId, title: "Cut: 1/2", beats }, CALL)
  const { name, bytes } = await handlers["gestures.export"]({ takeId, format: "json" }, CALL)
  expect(name).toBe("Cut- 1-2.json")
  const kept = await handlers["gestures.import"]({ name, bytes }, CALL)
  expect(kept).toMatchObject({ title: "Cut: 1/2", beats, isEdited: true, seconds: 1 })
  const out = await handlers["gestures.export"]({ takeId: kept.id, format: "json" }, CALL)
  expect(textOf(out.bytes)).toBe(textOf(bytes))
  expect(takes.take(kept.id)).toEqual(takes.take(takeId))
  await handlers["gestures.edit"]({ takeId: kept.id, numbers: null }, CALL)
  expect(takes.get(kept.id)).toMatchObject({ isEdited: false, seconds: 0.1 })
})

test("a take that was drawn elsewhere is what was played here; bytes that nobody can read are refused", async () => {
  const { takes, handlers } = aService()
  const drawn = {
    durationSeconds: 1,
    points: [{ timeSeconds: 0, positionTurns: 2 }],
    fader: [],
    touches: [],
  }
  const text = takeText(takeOfGesture(drawn, "Drawn"))
  const { id: takeId, isEdited } = await handlers["gestures.import"](
    { name: "drawn.json", bytes: bytesOf(text) },
    CALL,
  )
  expect(isEdited).toBe(false)
  await handlers["gestures.edit"]({ takeId, numbers: numbersOfGesture(mirror(drawn)) }, CALL)
  await handlers["gestures.edit"]({ takeId, numbers: null }, CALL)
  expect(gestureOf(takes.take(takeId))).toEqual(drawn)
  const { bytes } = await handlers["gestures.export"]({ takeId, format: "json" }, CALL)
  expect(readTake(textOf(bytes), "it")).toEqual(readTake(text, "it"))
  const unknown = takeText(
    takeOfEvents([{ atMicros: 1, bytes: Uint8Array.of(0xb0, 1, 2) }], undefined, "X"),
  )
  expect(() =>
    handlers["gestures.import"]({ name: "x.json", bytes: bytesOf(unknown) }, CALL),
  ).toThrow("not known")
  expect(takes.all()).toHaveLength(1)
  // Whoever knows which controller it was can say it; one that is known by its port says it itself.
  const raw = { name: "X.raw.csv", bytes: bytesOf("0,B0 22 41\n1000,B0 22 42\n") }
  const profileId = "pioneer-ddj-400"
  expect(() => handlers["gestures.import"](raw, CALL)).toThrow("not known")
  expect(await handlers["gestures.import"]({ ...raw, profileId }, CALL)).toMatchObject({
    title: "X",
  })
  const named = bytesOf("0,B0 22 41,DDJ-400\n1000,B0 22 42,DDJ-400\n")
  const kept = await handlers["gestures.import"]({ name: "Y.csv", bytes: named }, CALL)
  expect(takes.take(kept.id).sources[0]!.profile!.id).toBe(profileId)
})
