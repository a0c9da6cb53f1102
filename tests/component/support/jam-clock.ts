/** A jam on a deck and a song whose clock the test turns. */
import { vi } from "vitest"
import type { JamAnswer, JamBeat, KeptTake } from "#shared/contract/index.ts"
import { Deck, type DeckEvent } from "#shared/dsp/deck/index.ts"
import { numbersOfGesture } from "#shared/gesture/index.ts"
import { newProject, ProjectId, projectToText, tempoMapOf, TrackId } from "#shared/project/index.ts"
import type { DeckState } from "../../../src-renderer/features/deck/deck-state.svelte.ts"
import { Jam, type JamHelp } from "../../../src-renderer/features/deck/jam/jam.svelte.ts"
import { turnWords } from "../../../src-renderer/features/deck/jam/jam-words.ts"
import { createStudio } from "../../../src-renderer/session/index.ts"
import { createFakeEngine } from "../../support/fake-engine.ts"
import { callOf } from "../../support/scratch/calls.ts"

export const RATE_HZ = 48_000
/** At 120. */
export const BAR_SECONDS = 2
export const OUTPUT_SECONDS = 0.02

const STEP_SECONDS = 0.004

/** What looks at the clock. */
let looks = new Map<number, () => void>()
/** Call before each test; `vi.restoreAllMocks` ends it. */
export function turnClock(): void {
  looks = new Map()
  vi.spyOn(globalThis, "setInterval").mockImplementation(((look: () => void) => {
    const id = looks.size + 1
    looks.set(id, look)
    return id
  }) as never)
  vi.spyOn(globalThis, "clearInterval").mockImplementation((id) => void looks.delete(Number(id)))
}

/** Whatever was promised by now is kept. */
const settle = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port2.onmessage = () => {
      port2.close()
      resolve()
    }
    port1.postMessage(0)
  })

type Plan = { frame: number; frames: number } | null
interface Options {
  answer?: (asked: { beat: JamBeat }) => Promise<JamAnswer>
  /** Where the song plays already, seconds; null: it stands. */
  playsFrom?: number | null
  restTicks?: number
}

export const anAnswer = (): JamAnswer => ({
  ...{ id: "a" as never, numbers: numbersOfGesture(callOf({ seed: 1 })), labels: [] },
  ...{ likeness: 0.6, seed: 1, mode: "answer" as const },
})

/** A jam on a deck and a song whose clocks are one: seconds of the context. */
export async function aJam({ answer, playsFrom = null, restTicks = 0 }: Options = {}) {
  const studio = createStudio({ platform: "linux" })
  createFakeEngine({
    overrides: {
      "scratch.answer": answer ?? (() => Promise.resolve(anAnswer())),
      "gestures.gesture": () => ({ numbers: numbersOfGesture(callOf({ seed: 2 })) }),
    },
  }).plug(studio)
  studio.project.take({
    ...{ id: "open" as never, name: "p.slipmat", isReadOnly: false, isUntitled: false },
    document: projectToText(newProject(ProjectId.parse("p"), TrackId.parse("t"))),
    recovered: null,
  })
  const tempo = () => tempoMapOf(studio.project.project)
  let now = 0
  let origin = playsFrom === null ? 0 : -playsFrom
  const transport = {
    isPlaying: playsFrom !== null,
    isClicking: false,
    ahead: { isPlayedAlong: false, seconds: () => ({ made: now, heard: now - OUTPUT_SECONDS }) },
    positionTicks: () => (transport.isPlaying ? tempo().ticksAt(now - origin) : restTicks),
    place: () =>
      transport.isPlaying ? { contextSeconds: now, ticks: transport.positionTicks() } : null,
    play: (fromTicks: number) => {
      // The output opens a little later.
      origin = now - tempo().secondsAt(fromTicks)
      transport.isPlaying = true
    },
    stop: () => void (transport.isPlaying = false),
    toggleClick: () => void (transport.isClicking = !transport.isClicking),
  }
  const lent: Plan[] = []
  const listeners = new Set<Partial<Record<"happened" | "place" | "sent", (it: never) => void>>>()
  const player = {
    ...{ part: { id: "x", durationSeconds: 2 }, fader: 1, isMotorOn: false },
    lent: {
      ...{ hasGuest: false, listener: undefined as never },
      lend: (plan: Plan) => {
        lent.push(plan)
        return true
      },
    },
    told: {
      add: (listener: object) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    get toldFrame() {
      return now * RATE_HZ
    },
    mark: () => Promise.resolve({ frame: now * RATE_HZ, start: new Deck(RATE_HZ).snapshot() }),
  }
  let kept: KeptTake | null = null
  const recorder = {
    get take() {
      return kept
    },
    startFrame: 0,
    start: () => {
      kept = { id: "take", title: "Take 1", seconds: 1, createdAt: 0 } as unknown as KeptTake
      return Promise.resolve()
    },
    stop: () => {
      const take = kept
      kept = null
      return Promise.resolve(take)
    },
  }
  const takes = { recorder, onEnd: null, open: () => Promise.resolve() }
  const deck = { studio, player, takes, rateHz: RATE_HZ, timecode: { isOn: false } }
  const placed: unknown[] = []
  const help = {
    transport,
    openProject: () => Promise.resolve(),
    giveRecord: () => Promise.resolve(),
    placeJam: (jam: unknown) => Promise.resolve(placed.push(jam) > 0),
  }
  const jam = new Jam(deck as unknown as DeckState, help as unknown as JamHelp)
  const go = async (seconds: number): Promise<void> => {
    for (const end = now + seconds; now < end - 1e-9;) {
      now += STEP_SECONDS
      for (const look of [...looks.values()]) look()
      await settle()
    }
  }
  const happen = (events: DeckEvent[]): void => {
    for (const each of listeners) each.happened?.(events as never)
  }
  const touch = (isHeld = true): void => happen([{ kind: "touch", frame: now * RATE_HZ, isHeld }])
  const listener = () =>
    player.lent.listener as {
      began(frame: number, late: number): void
      ended(frame: number, how: string, hasPlayed: boolean): void
    }
  await jam.start()
  return {
    ...{ jam, studio, transport, lent, placed, go, touch, recorder, takes },
    state: jam.state,
    words: () => turnWords(jam.state),
    plans: () => lent.filter((plan) => plan !== null),
    began: () => listener().began(Math.round(now * RATE_HZ), 0),
    ended: (how = "over") => listener().ended(Math.round(now * RATE_HZ), how, true),
    now: () => now,
  }
}
