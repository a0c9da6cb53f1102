/**
 * The jam: the human calls, the partner answers on the same record, bar by bar with the song's beat. The partner hears what the
 * human's hand does, never itself, and lets go as soon as a hand takes the record. All of it is on disk as it is played.
 */
import { fail } from "#shared/contract/errors.ts"
import type { KeptTake } from "#shared/contract/index.ts"
import { gestureOfNumbers, type GuestSpan } from "#shared/gesture/index.ts"
import { tempoMapOf } from "#shared/project/index.ts"
import type { ProjectTransport } from "../../../audio/index.ts"
import type { DeckState } from "../deck-state.svelte.ts"
import { takeTarget } from "../practice/target.ts"
import { lineAfter } from "./bars.ts"
import { JamRounds, MOST_TURNS_ALONE } from "./jam-rounds.ts"
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
  /** It begins, or ends: neither can be asked for. */
  isBusy = $state(false)
  #deck: DeckState
  #help: JamHelp
  #rounds: JamRounds | null = null
  #startTicks = 0
  #startFrame = 0
  /** What the jam set going, and ends: what ran before it goes on. */
  #own = { isPlaying: false, isClicking: false }

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
    if (this.state.isOn || this.isBusy) return
    if (timecode.isOn) {
      studio.toasts.show("Timecode turns this deck. Jam on the other one, or turn timecode off.")
      return
    }
    this.isBusy = true
    try {
      await this.#prepare()
      await this.#begin(await this.#play())
    } catch (error) {
      this.#leaveSong()
      studio.toasts.error(error, "The jam could not begin.")
    } finally {
      this.isBusy = false
    }
  }

  /** A record, and a partner that is ready. */
  async #prepare(): Promise<void> {
    const { studio, player } = this.#deck
    await this.#help.openProject()
    if (!player.part) await this.#help.giveRecord(this.#deck)
    await studio.engine["scratch.prepareJam"]({ bars: this.state.bars })
  }

  /** A beat that can be heard. @returns the bar line from which it is counted in @throws StudioError device-unavailable */
  async #play(): Promise<number> {
    const { transport } = this.#help
    const { project } = this.#deck.studio.project
    this.#deck.studio.navigation.isJamming = true
    transport.ahead.isPlayedAlong = true
    const isOwn = { isPlaying: !transport.isPlaying, isClicking: !transport.isClicking }
    const line = lineAfter(project, transport.positionTicks())
    if (isOwn.isClicking) transport.toggleClick()
    if (isOwn.isPlaying) transport.play(line)
    this.#own = isOwn
    for (let waited = 0; waited < MOST_WAIT_MS; waited += WAIT_MS) {
      const place = transport.place()
      if (place) return isOwn.isPlaying ? line : lineAfter(project, place.ticks)
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
    }
    fail("device-unavailable", "The song does not play: there is no beat to play to")
  }

  async #begin(line: number): Promise<void> {
    const { studio, takes, player, rateHz } = this.#deck
    const { recorder } = takes
    const { transport } = this.#help
    if (recorder.take) await recorder.stop()
    // Both parts are in it: nothing is to learn from what the partner plays.
    await recorder.start(player, false)
    const place = transport.place()
    if (!place || recorder.startFrame === null) {
      await recorder.stop()
      fail("device-unavailable", "The song was stopped before the jam began")
    }
    this.#startFrame = recorder.startFrame
    const tempo = tempoMapOf(studio.project.project)
    const seconds = tempo.secondsAt(place.ticks) - place.contextSeconds
    this.#startTicks = tempo.ticksAt(Math.max(0, seconds + this.#startFrame / rateHz))
    this.#rounds = new JamRounds({
      ...{ studio, transport, player, rateHz, state: this.state },
      onHalt: () => void this.stop(),
      onAlone: () => {
        void this.stop()
        studio.toasts.show(`The jam ended: nothing was played for ${MOST_TURNS_ALONE} turns.`)
      },
    })
    takes.onEnd = () => this.stop()
    this.#rounds.begin(line)
  }

  async stop(): Promise<void> {
    const rounds = this.#rounds
    if (!rounds) return
    this.#rounds = null
    this.#deck.takes.onEnd = null
    rounds.end()
    this.#leaveSong()
    this.isBusy = true
    try {
      await this.#keep(rounds)
    } catch (error) {
      this.#deck.studio.toasts.error(error, "The jam could not be kept whole.")
    } finally {
      this.isBusy = false
    }
  }

  async #keep(rounds: JamRounds): Promise<void> {
    const { takes, rateHz } = this.#deck
    const take = await takes.recorder.stop()
    await takes.open()
    if (!take || rounds.spans.length === 0) return
    const spans = rounds.spansFrom(this.#startFrame, Math.round(take.seconds * rateHz))
    this.unplaced = { take, spans, startTicks: this.#startTicks, mode: this.state.mode }
    if (this.state.isPlaced) await this.place()
  }

  #leaveSong(): void {
    const { transport } = this.#help
    const { isPlaying, isClicking } = this.#own
    this.#own = { isPlaying: false, isClicking: false }
    this.#deck.studio.navigation.isJamming = false
    transport.ahead.isPlayedAlong = false
    if (isPlaying && transport.isPlaying) transport.stop()
    if (isClicking && transport.isClicking) transport.toggleClick()
  }

  /** A take of before is the next call, in place of the hand. */
  async call({ id, title, beats }: KeptTake): Promise<void> {
    const { studio } = this.#deck
    try {
      const { numbers } = await studio.engine["gestures.gesture"]({ takeId: id })
      this.#rounds?.call(takeTarget(title, gestureOfNumbers(numbers), beats))
    } catch (error) {
      studio.toasts.error(error, "The take could not be read.")
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
