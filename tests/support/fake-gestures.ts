/** Takes of hands in memory: as many as were begun. */
import {
  fail,
  type gestures,
  type Handlers,
  type KeptTake,
} from "../../src-main/shared/contract/index.ts"
import type { Played } from "../../src-main/shared/gesture/index.ts"

export function fakeGestures(): Handlers<typeof gestures> {
  const kept = new Map<string, { take: KeptTake; played: Played; isRemoved: boolean }>()
  const get = (id: string) => kept.get(id) ?? fail("not-found", "This take is not there")
  return {
    "gestures.controllers": () => [],
    "gestures.begin": ({ partId, rateHz, start, mayTrain }) => {
      const id = `take-${kept.size + 1}` as KeptTake["id"]
      const title = `Take ${kept.size + 1}`
      const take = { id, title, createdAt: kept.size, seconds: 0, partId, mayTrain }
      kept.set(id, { take, played: { rateHz, frames: 0, start, events: [] }, isRemoved: false })
      return take
    },
    "gestures.append": ({ takeId, frames, events }) => {
      const { played, take } = get(takeId)
      Object.assign(played, { frames, events: [...played.events, ...events] })
      take.seconds = frames / played.rateHz
      return {}
    },
    "gestures.finish": ({ takeId }) => get(takeId).take,
    "gestures.takes": () =>
      [...kept.values()].flatMap(({ take, isRemoved }) => (isRemoved ? [] : [take])).toReversed(),
    "gestures.played": ({ takeId }) => get(takeId).played,
    "gestures.update": ({ takeId, title, mayTrain }) =>
      Object.assign(
        get(takeId).take,
        title ? { title } : {},
        mayTrain === undefined ? {} : { mayTrain },
      ),
    "gestures.remove": ({ takeId }) => {
      get(takeId).isRemoved = true
      return {}
    },
    "gestures.restore": ({ takeId }) => {
      get(takeId).isRemoved = false
      return {}
    },
  }
}
