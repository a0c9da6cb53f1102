/**
 * The jam: the human calls, the partner answers on the same record, bar by bar with the song's beat. The partner hears what the
 * human's hand does, never itself, and lets go as soon as a hand takes the record. All of it is on disk as it is played.
 */
import type { KeptTake } from "#shared/contract/index.ts"
import type { GuestSpan } from "#shared/gesture/index.ts"
import { tempoMapOf } from "#shared/project/index.ts"
import type { ProjectTransport } from "../../../audio/index.ts"
import type { DeckState } from "../deck-state.svelte.ts"
import { JamRounds } from "./jam-rounds.ts"
import { JamState } from "./jam-state.svelte.ts"

/** A jam that is over: what the deck did, and in which stretches of it the partner had it. */
export interface PlayedJam {
  readonly take: KeptTake
  readonly spans: readonly GuestSpan[]
  /** Of the song, where the take begins. */
  readonly startTicks: number
  readonly mode: string
}

/** What the window lends. */
export interface JamHelp {
  readonly transport: ProjectTransport
  /** Opens the project whose beat is played to. */
  openProject(): Promise<void>
  /** Puts something on a deck on which nothing lies. */
  giveRecord(deck: DeckState): Promise<void>
  /** Puts both parts on tracks of the project. */
  placeJam(jam: PlayedJam): Promise<boolean>
}

/** The output is opened and sounds are loaded in less. */
const MOST_WAIT_MS = 8000
const WAIT_MS = 10

export class Jam {
  readonly state: JamState
  /** What is not on the timeline yet. */
  unplaced = $state.raw<PlayedJam | null>(null)
  isStarting = $state(false)
  #deck: DeckState
  #help: JamHelp
  #rounds: JamRounds | null = null
  #startTicks = 0
  #startFrame = 0

  constructor(deck: DeckState, help: JamHelp) {
    this.#deck = deck
    this.#help = help
    this.state = new JamState(deck.studio)
  }

  /** Of the song, whose beat it is. */
  get transport(): ProjectTransport {
    return this.#help.transport
  }

  async toggle(): Promise<void> {
    await (this.state.isOn ? this.stop() : this.start())
  }

  async start(): Promise<void> {
    const { studio, timecode } = this.#deck
    if (this.state.isOn || this.isStarting) return
    if (timecode.isOn) {
      studio.toasts.show("Timecode turns this deck. Jam on the other one, or turn timecode off.")
      return
    }
    this.isStarting = true
    try {
      await this.#prepare()
      await this.#begin()
    } catch (error) {
      studio.toasts.error(error, "The jam could not begin.")
    } finally {
      this.isStarting = false
    }
  }

  /** A record, a beat that can be heard, and a partner that is ready. */
  async #prepare(): Promise<void> {
    const { studio, player } = this.#deck
    const { transport } = this.#help
    await this.#help.openProject()
    if (!player.part) await this.#help.giveRecord(this.#deck)
    await studio.engine["scratch.prepareJam"]({ bars: this.state.bars })
    transport.ahead.isPlayedAlong = true
    if (!transport.isClicking) transport.toggleClick()
    if (!transport.isPlaying) transport.play()
    for (let waited = 0; !transport.place() && waited < MOST_WAIT_MS; waited += WAIT_MS)
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }

  async #begin(): Promise<void> {
    const { studio, takes, player, rateHz } = this.#deck
    const { recorder } = takes
    const { transport } = this.#help
    if (recorder.take) await recorder.stop()
    // Both parts are in it: nothing is to learn from what the partner plays.
    await recorder.start(player, false)
    const place = transport.place()
    if (!place || recorder.startFrame === null) return
    this.#startFrame = recorder.startFrame
    const tempo = tempoMapOf(studio.project.project)
    const seconds = tempo.secondsAt(place.ticks) - place.contextSeconds
    this.#startTicks = tempo.ticksAt(Math.max(0, seconds + this.#startFrame / rateHz))
    this.#rounds = new JamRounds({
      ...{ studio, transport, player, rateHz, state: this.state },
      onHalt: () => void this.stop(),
    })
    this.#rounds.begin(place)
  }

  async stop(): Promise<void> {
    const rounds = this.#rounds
    if (!rounds) return
    this.#rounds = null
    rounds.end()
    this.#help.transport.ahead.isPlayedAlong = false
    const { takes, studio, rateHz } = this.#deck
    try {
      const take = await takes.recorder.stop()
      await takes.open()
      if (!take || rounds.spans.length === 0) return
      const spans = rounds.spansFrom(this.#startFrame, Math.round(take.seconds * rateHz))
      this.unplaced = { take, spans, startTicks: this.#startTicks, mode: this.state.mode }
      if (this.state.isPlaced) await this.place()
    } catch (error) {
      studio.toasts.error(error, "The jam could not be kept whole.")
    }
  }

  /** Puts the last jam on the timeline. */
  async place(): Promise<void> {
    const jam = this.unplaced
    if (jam && (await this.#help.placeJam(jam))) this.unplaced = null
  }

  /** A thumb for the last answer; the same one again takes it back. */
  async rate(isLiked: boolean): Promise<void> {
    const { last } = this.state
    if (!last) return
    const next = last.isLiked === isLiked ? null : isLiked
    try {
      await this.#deck.studio.engine["scratch.rate"]({ id: last.id, isLiked: next })
      if (this.state.last?.id === last.id) this.state.last = { ...last, isLiked: next }
    } catch (error) {
      this.#deck.studio.toasts.error(error, "The thumb could not be kept.")
    }
  }
}

const kept = new WeakMap<DeckState, Jam>()

/** A jam goes on while something else is looked at. */
export function jamOf(deck: DeckState, help: () => JamHelp): Jam {
  const jam = kept.get(deck) ?? new Jam(deck, help())
  kept.set(deck, jam)
  return jam
}
