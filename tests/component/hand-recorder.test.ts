import { expect, test } from "vitest"
import { StudioError, type StudioContract, type Client } from "#shared/contract/index.ts"
import { Deck, type DeckEvent } from "#shared/dsp/deck/index.ts"
import { HandRecorder, type DeckPlayer } from "../../src-renderer/audio/index.ts"

const RATE_HZ = 48_000

/** A library that is away for so many calls, and a deck whose clock the test turns. */
function aRecorder(callsAway: number) {
  const kept: { frames: number; events: readonly DeckEvent[] }[] = []
  const problems: unknown[] = []
  let away = 0
  const engine = {
    "gestures.begin": () => Promise.resolve({ id: "take", title: "Take 1" }),
    "gestures.append": (piece: { frames: number; events: DeckEvent[] }) => {
      if (away-- > 0) return Promise.reject(new StudioError("engine-lost", "The engine stopped"))
      kept.push(piece)
      return Promise.resolve({})
    },
    "gestures.finish": () => Promise.resolve({ id: "take", title: "Take 1", seconds: 1 }),
  }
  let happen: (events: DeckEvent[]) => void = () => undefined
  const player = {
    ...{ part: null, toldFrame: 0 },
    mark: () => Promise.resolve({ frame: 0, start: new Deck(RATE_HZ).snapshot() }),
    told: {
      add: (listener: { happened: typeof happen }) => {
        happen = (events) => listener.happened(events)
        return () => (happen = () => undefined)
      },
    },
  }
  const recorder = new HandRecorder({
    engine: engine as unknown as Client<StudioContract>,
    rateHz: () => RATE_HZ,
    onProblem: (error) => problems.push(error),
  })
  return {
    ...{ recorder, kept, problems, player },
    start: () => recorder.start(player as unknown as DeckPlayer, false),
    lose: () => void (away = callsAway),
    cut: (frame: number) => {
      player.toldFrame = frame
      happen([{ kind: "fader", frame, place: 1 }])
    },
  }
}

test("the end of a take waits for an engine that was lost: nothing of it is missing, and nothing later is in it", async () => {
  const { recorder, kept, problems, player, start, lose, cut } = aRecorder(2)
  await start()
  cut(1000)
  lose()
  cut(2000)
  const ending = recorder.stop()
  player.toldFrame = 90_000
  expect(await ending).toMatchObject({ title: "Take 1" })
  expect(kept.flatMap(({ events }) => events.map(({ frame }) => frame))).toEqual([1000, 2000])
  expect(kept.at(-1)!.frames).toBe(2000)
  expect(problems).toEqual([])
  expect(recorder.take).toBeNull()
})
