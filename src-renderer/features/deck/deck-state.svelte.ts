/** What the Deck view shows and what hands do there: two decks, one crossfader between them. */
import { getContext, setContext } from "svelte"
import type { Part } from "#shared/contract/index.ts"
import { faderGain, SHARP_CUT, type FaderCurve } from "#shared/dsp/deck/index.ts"
import type { DeckPlayer, Decks, TimecodeDeck } from "../../audio/index.ts"
import type { Studio } from "../../session/index.ts"
import type { DeckMode } from "./deck-modes.ts"
import type { HandOfDeck } from "./model/controller-hand.ts"
import { PointerHand, type Turned } from "./model/pointer-hand.ts"
import { followHand } from "./reading/follow-hand.ts"
import { HeardHand } from "./reading/heard-hand.ts"
import { DeckTakes } from "./takes.svelte.ts"
import { Trace } from "./model/trace.ts"

export const CUTS = {
  sharp: { label: "Cut: sharp", curve: SHARP_CUT },
  soft: { label: "Cut: soft", curve: { lag: 0.02, cut: 0.25, contour: 0, reverse: false } },
  blend: { label: "Cut: blend", curve: { lag: 0, cut: 1, contour: 1, reverse: false } },
} as const satisfies Record<string, { label: string; curve: FaderCurve }>
export type CutName = keyof typeof CUTS

export const DECK_NAMES = ["A", "B"] as const
export type DeckName = (typeof DECK_NAMES)[number]

const USUAL_RATE_HZ = 48_000
/** Pointers and keys report less often than controllers do. */
const CARRY_SECONDS = 0.025

class DeckState {
  readonly studio: Studio
  readonly #decks: Decks
  readonly #timecode: readonly TimecodeDeck[]
  shown = $state<DeckName>("A")
  /** 0 at deck A's end, 1 at deck B's. */
  crossfader = $state(0)
  cut = $state<CutName>("sharp")
  isReversed = $state(false)
  /** While the cut key is held, the fader stands at the other end. */
  isCutting = $state(false)
  hasInspector = $state(true)
  cues = $state.raw<Readonly<Record<string, number>>>({})
  readonly traces: Readonly<Record<DeckName, Trace>> = { A: new Trace(), B: new Trace() }
  /** What each deck did lately, to be read. */
  readonly hands: Readonly<Record<DeckName, HeardHand>> = { A: new HeardHand(), B: new HeardHand() }
  mode = $state<DeckMode>("free")
  readonly takes: DeckTakes
  #hand = new PointerHand()
  /** The deck that pointer or keys hold now. */
  #held: DeckPlayer | undefined

  constructor(studio: Studio, decks: Decks, timecode: readonly TimecodeDeck[]) {
    this.studio = studio
    this.#decks = decks
    this.#timecode = timecode
    this.takes = new DeckTakes(studio, decks)
    for (const name of DECK_NAMES)
      followHand(this.of(name), this.hands[name], () => decks.rateHz ?? 1)
  }

  /** The control record of the shown deck. */
  get timecode(): TimecodeDeck {
    return this.timecodeOf(this.shown)
  }

  timecodeOf(name: DeckName): TimecodeDeck {
    return this.#timecode[DECK_NAMES.indexOf(name)]!
  }

  /** What the shown deck did lately. */
  get hand(): HeardHand {
    return this.hands[this.shown]
  }

  /** Samples a second of what is heard. */
  get rateHz(): number {
    return this.#decks.rateHz ?? USUAL_RATE_HZ
  }

  /** Of the clock of `hands`, what is heard now; undefined while nothing was. */
  get heardSeconds(): number | undefined {
    return this.#decks.heardSeconds
  }

  get trace(): Trace {
    return this.traces[this.shown]
  }

  /** The shown one's. Not derived: what is derived in a component goes with it, and the decks stay. */
  get player(): DeckPlayer {
    return this.of(this.shown)
  }

  of(name: DeckName): DeckPlayer {
    return this.#decks.players[DECK_NAMES.indexOf(name)]!
  }

  /** What is heard of the shown deck, 0 to 1. */
  get open(): number {
    const { lent, fader, curve } = this.player
    return faderGain(lent.hasGuest ? lent.fader : fader, curve)
  }

  load(part: Part): Promise<void> {
    return this.player.load(part)
  }

  setCrossfader(place: number, atMs = performance.now()): void {
    this.crossfader = Math.min(1, Math.max(0, place))
    this.#tellFader(atMs)
  }

  cutWhile(isHeld: boolean, atMs = performance.now()): void {
    if (this.isCutting === isHeld) return
    this.isCutting = isHeld
    this.#tellFader(atMs)
  }

  chooseCut(name: CutName): void {
    this.cut = name
    this.#tellCurve()
  }

  reverse(): void {
    this.isReversed = !this.isReversed
    this.#tellCurve()
  }

  /** What a controller plays. */
  handOf(name: DeckName): HandOfDeck {
    const player = this.of(name)
    return {
      hold: (atMs) => player.hold(atMs),
      letGo: (atMs) => player.letGo(atMs),
      turn: (position, velocity, atMs, carrySeconds) =>
        player.turn(position, velocity, atMs, carrySeconds),
    }
  }

  /** The hand on the platter. @param x, y from its middle, px */
  press(x: number, y: number, atMs: number): void {
    if (this.timecode.isOn) return
    this.letGo(atMs)
    this.#turn(this.#hand.press(x, y, atMs), atMs)
    this.#hold(atMs)
  }

  move(x: number, y: number, atMs: number): void {
    this.#turn(this.#hand.move(x, y, atMs), atMs)
  }

  /** Whichever deck the hand is on, also where another one is shown by now. */
  letGo(atMs = performance.now()): void {
    this.#held?.letGo(atMs)
    this.#held = undefined
  }

  /** Pointer or keys hold a record. */
  get isHolding(): boolean {
    return this.#held !== undefined
  }

  #hold(atMs: number): void {
    this.#held = this.player
    this.player.hold(atMs)
  }

  /** The touch key: a hand that lies still on the record. */
  touch(isHeld: boolean, atMs = performance.now()): void {
    if (!isHeld) {
      this.letGo(atMs)
      return
    }
    if (this.player.isHeld || this.timecode.isOn) return
    this.#turn(this.#hand.push(0, atMs), atMs)
    this.#hold(atMs)
  }

  /** Turns the held record by so many seconds of it. */
  nudge(seconds: number, atMs = performance.now()): void {
    this.#turn(this.#hand.push(seconds, atMs), atMs)
  }

  setCue(number: number): void {
    this.cues = { ...this.cues, [this.#cueKey(number)]: this.player.place().positionSeconds }
  }

  goToCue(number: number): void {
    this.player.needle(this.cues[this.#cueKey(number)] ?? 0)
  }

  hasCue(number: number): boolean {
    return this.#cueKey(number) in this.cues
  }

  #cueKey(number: number): string {
    return `${this.player.part?.id ?? ""} ${number}`
  }

  #turn({ position, velocity }: Turned, atMs: number): void {
    const player = this.#held ?? this.player
    player.turn(position, velocity, atMs, CARRY_SECONDS)
  }

  #tellFader(atMs: number): void {
    const isAtA = this.crossfader < 0.5
    const place = this.isCutting ? (isAtA ? 1 : 0) : this.crossfader
    this.of("A").setFader(1 - place, atMs)
    this.of("B").setFader(place, atMs)
  }

  #tellCurve(): void {
    const curve = { ...CUTS[this.cut].curve, reverse: this.isReversed }
    for (const name of DECK_NAMES) this.of(name).setCurve(curve)
  }
}

export type { DeckState }

const KEY = Symbol("deck")
const kept = new WeakMap<Decks, DeckState>()

/** The decks stand as they were left, whatever was shown between. */
export function provideDeck(
  studio: Studio,
  decks: Decks,
  timecode: readonly TimecodeDeck[],
): DeckState {
  const state = kept.get(decks) ?? new DeckState(studio, decks, timecode)
  kept.set(decks, state)
  return setContext(KEY, state)
}

export function useDeck(): DeckState {
  const state = getContext<DeckState | undefined>(KEY)
  if (!state) throw new Error("No deck above this component")
  return state
}
