/** Takes of hands in memory: as many as were begun. */
import {
  fail,
  type gestures,
  type Handlers,
  type KeptTake,
  type KnownController,
} from "../../src-main/shared/contract/index.ts"
import {
  endOf,
  fileOfTake,
  gestureOf,
  numbersOfGesture,
  playedOfGesture,
  readTake,
  takeOfGesture,
  thinned,
  type Played,
} from "../../src-main/shared/gesture/index.ts"
import { gestureOfPlayed } from "../../src-main/shared/gesture/take/gesture-of-played.ts"

const numbersOf = (played: Played): Float64Array =>
  numbersOfGesture(thinned(gestureOfPlayed(played)))

export function fakeGestures(): Handlers<typeof gestures> {
  const kept = new Map<
    string,
    { take: KeptTake; played: Played; edited: Float64Array | null; isRemoved: boolean }
  >()
  let own: KnownController[] = []
  const get = (id: string) => kept.get(id) ?? fail("not-found", "This take is not there")
  return {
    "gestures.controllers": () => ({ all: own, problems: [] }),
    "gestures.keepController": ({ profile }) => {
      own = [...own.filter((each) => each.profile.id !== profile.id), { profile, isOwn: true }]
      return {}
    },
    "gestures.forgetController": ({ id }) => {
      own = own.filter(({ profile }) => profile.id !== id)
      return {}
    },
    "gestures.begin": ({ partId, rateHz, start, mayTrain }) => {
      const id = `take-${kept.size + 1}` as KeptTake["id"]
      const title = `Take ${kept.size + 1}`
      const words = { session: "", tags: [], notes: "", beats: null, isEdited: false }
      const take = { id, title, createdAt: kept.size, seconds: 0, partId, mayTrain, ...words }
      kept.set(id, {
        take,
        played: { rateHz, frames: 0, start, events: [] },
        edited: null,
        isRemoved: false,
      })
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
    "gestures.gesture": ({ takeId }) => ({
      numbers: get(takeId).edited ?? numbersOf(get(takeId).played),
    }),
    "gestures.edit": ({ takeId, numbers }) => {
      get(takeId).edited = numbers
      return Object.assign(get(takeId).take, { isEdited: numbers !== null })
    },
    "gestures.export": ({ takeId, format }) => {
      const { take, played } = get(takeId)
      const file = fileOfTake(takeOfGesture(gestureOfPlayed(played), take.title), format, "take")
      const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file
      return { name: `${take.title}.${endOf(format)}`, bytes }
    },
    "gestures.import": ({ name, bytes }) => {
      const file = readTake(new TextDecoder().decode(bytes), name)
      const gesture = gestureOf(file)
      const id = `take-${kept.size + 1}` as KeptTake["id"]
      const { title, tags, notes, beats = null, mayTrain, session } = file
      const take: KeptTake = {
        ...{ id, title, tags, notes, beats, mayTrain, session, createdAt: kept.size },
        ...{ seconds: gesture.durationSeconds, partId: null, isEdited: false },
      }
      const played = playedOfGesture(gesture, 48_000)
      kept.set(id, { take, played, edited: numbersOfGesture(gesture), isRemoved: false })
      return take
    },
    "gestures.render": () => fail("not-found", "No sound here"),
    "gestures.align": () => fail("not-found", "No sound here"),
    "gestures.update": ({ takeId, ...words }) =>
      Object.assign(
        get(takeId).take,
        Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)),
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
