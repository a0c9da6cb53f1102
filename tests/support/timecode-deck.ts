/** Timecode at the input of the decks' real audio thread, on a clock of its own: what the deck does of it. */
import { QUANTUM } from "#shared/dsp/graph/index.ts"
import {
  PLAIN,
  StateIndex,
  TimecodeGenerator,
  timecodeOf,
  type GeneratorOptions,
} from "#shared/timecode/index.ts"
import { DeckHost } from "../../src-renderer/audio/decks/deck-host.ts"
import type { FromDecks, ToDecks } from "../../src-renderer/audio/decks/deck-protocol.ts"
import type { TimecodeSetup } from "../../src-renderer/audio/timecode/timecode-protocol.ts"
import { recordOf, tone } from "./records.ts"

export const RATE_HZ = 48_000
/** Of the context at the first block. */
export const START = 64_000

const record = recordOf(tone(440), { seconds: 9 })

export interface DeckRunOptions extends Omit<GeneratorOptions, "timecode" | "rateHz"> {
  seconds: number
  setup?: Partial<TimecodeSetup>
  /** Called before each block: messages to the decks. */
  before?(frame: number, send: (message: ToDecks) => void): void
}

export function playTimecode({ seconds, setup, before, ...made }: DeckRunOptions) {
  const timecode = timecodeOf("serato_2a")
  const frames = Math.ceil((seconds * RATE_HZ) / QUANTUM) * QUANTUM
  const [inLeft, inRight] = [new Float32Array(frames), new Float32Array(frames)]
  const truth = { positionSeconds: new Float64Array(frames), speed: new Float64Array(frames) }
  const generator = new TimecodeGenerator({ timecode, rateHz: RATE_HZ, ...made })
  generator.process(inLeft, inRight, truth)
  const told: FromDecks[] = []
  const host = new DeckHost(
    RATE_HZ,
    (message) => told.push(structuredClone(message)),
    new Map([[1, record]]),
  )
  host.receive({ kind: "deck-load", deck: 0, source: 1 })
  const { slots } = new StateIndex(timecode)
  host.receive({
    kind: "deck-timecode",
    deck: 0,
    setup: {
      ...{
        timecode: "serato_2a",
        slots,
        wiring: PLAIN,
        isAbsolute: false,
        slot: 0,
        firstChannel: 0,
      },
      ...{ isTurning: true, ...setup },
    },
  })
  const sound = new Float32Array(frames)
  for (let frame = 0; frame < frames; frame += QUANTUM) {
    before?.(frame, (message) => host.receive(message))
    const side = (all: Float32Array) => all.subarray(frame, frame + QUANTUM)
    const inputs = [[side(inLeft), side(inRight)]]
    host.process(side(sound), new Float32Array(QUANTUM), START + frame, inputs)
  }
  const states = told.flatMap((message) => (message.kind === "deck-state" ? [message.state] : []))
  const events = told.flatMap((message) => (message.kind === "deck-happened" ? message.events : []))
  const figures = told.flatMap((message) =>
    message.kind === "deck-timecode-state" ? [message.figures] : [],
  )
  return { record, truth, sound, told, states, events, figures }
}

export type DeckRun = ReturnType<typeof playTimecode>
