/** Answers gestures.*: takes are written as they are played, what controllers sent raw beside what the deck made of it. */
import type { gestures, GestureTakeId, Handlers } from "#shared/contract/index.ts"
import { hexOfBytes } from "#shared/gesture/index.ts"
import type { MidiFeed } from "../midi/index.ts"
import type { Clock } from "../platform/index.ts"
import { loadControllers } from "./controllers-io.ts"
import type { KeptTakes, RawRow } from "./kept-takes-store.ts"

interface Options {
  takes: KeptTakes
  midi: MidiFeed
  clock: Clock
  newId(): string
}

export interface GestureService {
  handlers: Handlers<typeof gestures>
  close(): void
}

export function createGestureService({ takes, midi, clock, newId }: Options): GestureService {
  /** What arrived since the last piece, of each take that is being played. */
  const heard = new Map<GestureTakeId, RawRow[]>()
  const stop = midi.subscribe(({ microseconds, bytes, port }) => {
    for (const rows of heard.values()) rows.push([microseconds, hexOfBytes(bytes), port])
  })
  /** A take that goes on after the engine was started anew is heard again from here on. */
  const takeHeard = (takeId: GestureTakeId): RawRow[] => {
    const rows = heard.get(takeId) ?? []
    heard.set(takeId, [])
    return rows
  }
  return {
    handlers: {
      "gestures.controllers": () => Promise.resolve(loadControllers()),
      "gestures.begin": ({ partId, rateHz, start, mayTrain }) => {
        const title = `Take ${takes.count() + 1}`
        const take = takes.add({
          ...{ id: newId(), title, createdAt: clock.now(), partId, rateHz, start, mayTrain },
        })
        heard.set(take.id, [])
        return Promise.resolve(take)
      },
      "gestures.append": ({ takeId, frames, events }) => {
        takes.append(takeId, frames, events, takeHeard(takeId))
        return Promise.resolve({})
      },
      "gestures.finish": ({ takeId }) => {
        heard.delete(takeId)
        return Promise.resolve(takes.get(takeId))
      },
      "gestures.takes": () => Promise.resolve(takes.all()),
      "gestures.played": ({ takeId }) => Promise.resolve(takes.played(takeId)),
      "gestures.update": ({ takeId, title, mayTrain }) =>
        Promise.resolve(
          takes.update(takeId, {
            ...(title === undefined ? {} : { title }),
            ...(mayTrain === undefined ? {} : { mayTrain }),
          }),
        ),
      "gestures.remove": ({ takeId }) => {
        takes.remove(takeId, clock.now())
        return Promise.resolve({})
      },
      "gestures.restore": ({ takeId }) => {
        takes.remove(takeId, null)
        return Promise.resolve({})
      },
    },
    close: stop,
  }
}
