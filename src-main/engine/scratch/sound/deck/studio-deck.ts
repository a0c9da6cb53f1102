/** The studio's own deck, as nobody has fitted it: what a recording is found by, and what a fit has to be better than. */
import { Deck } from "#shared/dsp/deck/index.ts"
import type { TileSource } from "#shared/dsp/index.ts"
import { deckEventsOf, type Gesture } from "#shared/gesture/index.ts"

const BLOCK = 4096

/** Mono. */
export function studioSound(gesture: Gesture, record: TileSource, rateHz: number): Float32Array {
  const deck = new Deck(rateHz)
  deck.load(record)
  for (const event of deckEventsOf(gesture, { rateHz })) deck.send(event)
  const mono = new Float32Array(Math.ceil(gesture.durationSeconds * rateHz))
  const right = new Float32Array(BLOCK)
  for (let at = 0; at < mono.length; at += BLOCK) {
    const left = mono.subarray(at, at + BLOCK)
    deck.process(left, right, 0, left.length)
    for (let i = 0; i < left.length; i++) left[i] = 0.5 * (left[i]! + right[i]!)
  }
  return mono
}
