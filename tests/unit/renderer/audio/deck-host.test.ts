import { expect, test } from "vitest"
import type { DeckEvent } from "#shared/dsp/deck/index.ts"
import { Deck } from "#shared/dsp/deck/index.ts"
import { DeckHost } from "../../../../src-renderer/audio/decks/deck-host.ts"
import type { FromDecks } from "../../../../src-renderer/audio/decks/deck-protocol.ts"
import { recordOf, tone } from "../../../support/records.ts"

const RATE_HZ = 48_000
const START = 64_000

/** A hand that reports every millisecond, and a fader that is cut; some come late, some early. */
function playHand() {
  const record = recordOf(tone(440))
  const told: FromDecks[] = []
  const host = new DeckHost(RATE_HZ, (message) => told.push(message), new Map([[1, record]]))
  host.receive({ kind: "deck-load", deck: 0, source: 1 })
  const sound: number[] = []
  for (let frame = START; frame < START + RATE_HZ; frame += 128) {
    const [left, right] = [new Float32Array(128), new Float32Array(128)]
    const at = frame - START
    const position = 0.3 * Math.sin((2 * Math.PI * 3 * at) / RATE_HZ)
    const velocity = 0.3 * 2 * Math.PI * 3 * Math.cos((2 * Math.PI * 3 * at) / RATE_HZ)
    const due = frame + (at % 3 === 0 ? 200 : -50)
    host.receive({
      kind: "deck-event",
      deck: 0,
      event: { kind: "platter", frame: due, position, velocity },
    })
    if (at === 0)
      host.receive({ kind: "deck-event", deck: 0, event: { kind: "touch", frame, isHeld: true } })
    if (at % 4096 === 0)
      host.receive({
        kind: "deck-event",
        deck: 0,
        event: { kind: "fader", frame: due, place: at % 8192 ? 0 : 1 },
      })
    host.process(left, right, frame)
    sound.push(...left)
  }
  return { record, told, sound }
}

test("what a deck tells that happened makes, played again without a window, the same samples", () => {
  const { record, told, sound } = playHand()
  const events = told.flatMap((message): readonly DeckEvent[] =>
    message.kind === "deck-happened" ? message.events : [],
  )
  const deck = new Deck(RATE_HZ)
  deck.load(record)
  for (const event of events) deck.send(event)
  const again = new Float32Array(sound.length)
  deck.process(again, new Float32Array(sound.length), 0, sound.length)
  const compared = sound.length - 768
  expect(again.subarray(0, compared)).toEqual(Float32Array.from(sound).subarray(0, compared))
  expect(Math.max(...sound)).toBeGreaterThan(0.4)
})

test("where the needle is is told about sixty times a second, with the highest sample", () => {
  const { told } = playHand()
  const states = told.flatMap((message) => (message.kind === "deck-state" ? [message.state] : []))
  expect(states.length).toBeGreaterThan(58)
  expect(states.at(-1)).toMatchObject({ deck: 0, isHeld: true })
  expect(Math.max(...states.map(({ peaks }) => peaks[0]))).toBeGreaterThan(0.4)
})
