/** Answers gestures.*: takes are written as they are played, what controllers sent raw beside what the deck made of it. */
import { fail } from "#shared/contract/errors.ts"
import type { gestures, GestureTakeId, Handlers } from "#shared/contract/index.ts"
import {
  endOf,
  fileOfTake,
  gestureOf,
  gestureOfNumbers,
  hexOfBytes,
  isReadable,
  numbersOfGesture,
  profileOfPort,
  takeFormatOf,
  takeOfFile,
  thinned,
} from "#shared/gesture/index.ts"
import type { MidiFeed } from "../midi/index.ts"
import type { Clock } from "../platform/index.ts"
import type { KeptTakes } from "./kept-takes-store.ts"
import type { OwnControllers } from "./own-controllers-io.ts"
import type { TakeSounds } from "./take-sounds-service.ts"
import type { RawRow } from "./take-rows.ts"

interface Options {
  takes: KeptTakes
  controllers: OwnControllers
  midi: MidiFeed
  clock: Clock
  newId(): string
  sounds: TakeSounds
}

export interface GestureService {
  handlers: Handlers<typeof gestures>
  close(): void
}

export function createGestureService(options: Options): GestureService {
  const { takes, controllers, midi, clock, newId } = options
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
      "gestures.controllers": () => Promise.resolve(controllers.known()),
      "gestures.keepController": ({ profile }) => {
        controllers.keep(profile)
        return Promise.resolve({})
      },
      "gestures.forgetController": ({ id }) => {
        controllers.forget(id)
        return Promise.resolve({})
      },
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
      "gestures.update": ({ takeId, ...words }) => Promise.resolve(takes.update(takeId, words)),
      ...madeHandlers(options),
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

type Made = "gesture" | "edit" | "export" | "import" | "render" | "align"

/** What people make of takes. */
function madeHandlers({
  takes,
  controllers,
  clock,
  newId,
  sounds,
}: Options): Pick<Handlers<typeof gestures>, `gestures.${Made}`> {
  return {
    "gestures.gesture": ({ takeId }) => {
      const take = takes.take(takeId)
      // What somebody edited is as they left it.
      const gesture = take.edited ?? thinned(gestureOf(take))
      return Promise.resolve({ numbers: numbersOfGesture(gesture) })
    },
    "gestures.edit": ({ takeId, numbers }) =>
      Promise.resolve(takes.edit(takeId, numbers && gestureOfNumbers(numbers))),
    "gestures.export": ({ takeId, format }) => {
      // Whoever reads the file elsewhere may not know the controller.
      const known = controllers.known().all.map(({ profile }) => profile)
      const take = takes.take(takeId, (port) => profileOfPort(port, known))
      const name = `${take.title.replaceAll(/[/\\:*?"<>|]/g, "-")}.${endOf(format)}`
      const content = fileOfTake(take, format, name)
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content
      return Promise.resolve({ name, bytes })
    },
    "gestures.import": ({ name, bytes, profileId }) => {
      const format = takeFormatOf(name) ?? fail("invalid-input", `${name} is no take`)
      const file = {
        ...{ path: name, title: name.replace(/(\.raw)?\.[^.]+$/i, "") || name },
        text: () => new TextDecoder().decode(bytes),
        bytes: () => bytes,
      }
      const known = controllers.known().all.map(({ profile }) => profile)
      const profile = profileId
        ? (known.find(({ id }) => id === profileId) ??
          fail("invalid-input", `No controller is called ${profileId}`))
        : (port: string) => profileOfPort(port, known)
      const take = takeOfFile(file, { format, isCertain: false, profile })
      if (!isReadable(take))
        fail("not-found", `${name}: which controller sent this is not known, so it cannot be read`)
      return Promise.resolve(takes.addFile(newId(), clock.now(), take))
    },
    "gestures.align": ({ takeId, ...parts }, { signal }) =>
      sounds.align(takes.take(takeId), parts, signal),
    "gestures.render": async ({ takeId, partId }, { signal, progress }) => ({
      songId: await sounds.keep(takes.take(takeId), partId, {
        ...{ signal, onProgress: (fraction) => progress({ fraction }) },
      }),
    }),
  }
}
