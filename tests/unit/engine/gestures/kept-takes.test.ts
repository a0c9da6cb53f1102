import BetterSqlite3 from "better-sqlite3"
import { expect, test } from "vitest"
import { createGestureService, createKeptTakes } from "#engine/gestures/index.ts"
import { migrations } from "#engine/library/migrations/index.ts"
import { createMidiFeed } from "#engine/midi/index.ts"
import { Deck } from "#shared/dsp/deck/index.ts"
import { gestureOfPlayed } from "#shared/gesture/take/gesture-of-played.ts"
import { portPair } from "../../../support/port-pair.ts"

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
    ...{ takes, midi, newId: () => `take-${++id}` },
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
  await new Promise((resolve) => setTimeout(resolve))
  const touch = { kind: "touch" as const, frame: 0, isHeld: true }
  const fader = { kind: "fader" as const, frame: 24_000, place: 0 }
  await handlers["gestures.append"]({ takeId, frames: 4800, events: [touch] }, CALL)
  await handlers["gestures.append"]({ takeId, frames: 48_000, events: [fader] }, CALL)
  const kept = await handlers["gestures.finish"]({ takeId }, CALL)
  expect(kept).toMatchObject({ title: "Take 1", seconds: 1, mayTrain: false })
  const played = await handlers["gestures.played"]({ takeId }, CALL)
  expect(played.events).toEqual([touch, fader])
  expect(takes.raw(takeId)).toEqual([[2500, "B0 22 41", "DDJ-400"]])
  const gesture = gestureOfPlayed(played)
  expect(gesture.touches).toEqual([{ startSeconds: 0, endSeconds: 1 }])
  expect(gesture.fader).toEqual([
    { timeSeconds: 0, value: 1 },
    { timeSeconds: 0.5, value: 0 },
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
