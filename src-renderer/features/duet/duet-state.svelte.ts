/** What the Duet view is about. One a view, given by context. */
import { getContext, setContext, untrack } from "svelte"
import { toStudioError, type Exchange } from "#shared/contract/index.ts"
import { entityOf, type Track } from "#shared/project/index.ts"
import type { ProjectTransport } from "../../audio/index.ts"
import type { Studio } from "../../session/index.ts"
import { ExchangeList } from "./answers/exchange-list.svelte.ts"
import { Dialogue } from "./play/dialogue.svelte.ts"
import { DuetTracks } from "./play/duet-tracks.ts"
import { Encore } from "./play/encore.svelte.ts"
import { now } from "./play/phrase-clock.ts"
import { DuetSettings } from "./settings.svelte.ts"

/** Where keys come from: of the computer, of devices, of the keyboard that is drawn. */
export interface Hand {
  /** From now on, until the returned function is called. */
  listen(listener: HandListener): () => void
  /** Plays a key of a track now; velocity 0 lets it go. */
  playKey(track: Track, pitch: number, velocity: number, atMs: number): void
  /** Of the computer's keys. */
  readonly octave: number
  /** The computer's keys play. */
  readonly isOn: boolean
}

interface HandListener {
  trackFor(isPress: boolean): Track | undefined
  hear(message: number, atMs: number): void
}

const [ON, OFF, CONTROL] = [0x90, 0x80, 0xb0]
const PEDAL = 64

export class DuetState {
  readonly studio: Studio
  readonly transport: ProjectTransport
  readonly hand: Hand
  readonly settings: DuetSettings
  readonly list: ExchangeList
  readonly tracks: DuetTracks
  readonly dialogue: Dialogue
  readonly encore: Encore
  /** Keys of the hand that are down. */
  held = $state.raw<ReadonlySet<number>>(new Set())
  /** Whether the partner knows modes and turns; null until it is there. */
  isDuet = $state<boolean | null>(null)
  /** Why nobody can answer. */
  missing = $state.raw<unknown>(null)

  constructor(studio: Studio, transport: ProjectTransport, hand: Hand) {
    this.studio = studio
    this.transport = transport
    this.hand = hand
    this.settings = new DuetSettings(studio)
    this.list = new ExchangeList(studio)
    this.tracks = new DuetTracks(studio)
    const { settings, list, tracks } = this
    const parts = { studio, transport, settings, list, tracks }
    this.dialogue = new Dialogue(parts)
    this.encore = new Encore(this.dialogue, parts)
    const left = leftBehind.get(studio)
    if (left) this.dialogue.shown = left.shown
    if (left?.projectId === studio.project.id) this.dialogue.places = left.places
  }

  /** The exchange that commands are about. */
  get current(): Exchange | null {
    const { shown } = this.dialogue
    return shown ? (this.list.all.find(({ id }) => id === shown.id) ?? null) : null
  }

  /** Call in a component. */
  follow(): void {
    this.list.follow()
    $effect(() => {
      this.transport.ahead.isPlayedAlong = true
      // Instruments are loaded before the first key, not with it.
      untrack(() => this.transport.prepare(this.transport.positionTicks())).catch(() => undefined)
      const leave = this.hand.listen({
        trackFor: (isPress) => this.#trackFor(isPress),
        hear: (message, atMs) => this.#hear(message, atMs),
      })
      return () => {
        leave()
        this.transport.ahead.isPlayedAlong = false
        this.dialogue.close()
        const { places, shown } = this.dialogue
        leftBehind.set(this.studio, { places, shown, projectId: this.studio.project.id })
      }
    })
    $effect(() => {
      if (!this.dialogue.rules.isAlong) untrack(() => this.dialogue.along.stop())
    })
    $effect(() => {
      if (!this.transport.isPlaying) untrack(() => this.dialogue.halted())
    })
    $effect(() => {
      const { partner } = this.settings
      // Asked again when the engine comes back.
      if (partner && this.studio.engineLine.restarts >= 0) void this.#open(partner)
    })
  }

  /** Plays the keyboard that is drawn. */
  playKey(pitch: number, velocity: number): void {
    const track = this.#trackFor(velocity > 0)
    if (track) this.hand.playKey(track, pitch, velocity, performance.now())
  }

  async #open(partner: NonNullable<DuetSettings["partner"]>): Promise<void> {
    this.isDuet = null
    try {
      const { isDuet } = await this.studio.engine["duet.open"]({ partner })
      if (this.settings.partner !== partner) return
      this.isDuet = isDuet
      this.missing = null
    } catch (error) {
      if (toStudioError(error).code !== "engine-lost") this.missing = error
    }
  }

  #trackFor(isPress: boolean): Track | undefined {
    if (!isPress) return this.tracks.you
    const { project } = this.studio
    const ids = this.tracks.ready()
    return ids ? entityOf(project.project.tracks, ids.you) : undefined
  }

  #hear(message: number, atMs: number): void {
    const [kind, pitch, value] = [(message >> 16) & 0xf0, (message >> 8) & 0x7f, message & 0x7f]
    // Nothing was played later than now, whatever a device's clock says.
    const atSeconds = Math.min(now(), atMs / 1000)
    const { clock } = this.dialogue
    if (kind === ON && value > 0) {
      this.held = new Set([...this.held, pitch])
      clock.press(pitch, value, atSeconds)
    } else if (kind === ON || kind === OFF) {
      this.held = new Set([...this.held].filter((each) => each !== pitch))
      clock.release(pitch, atSeconds)
    } else if (kind === CONTROL && pitch === PEDAL) clock.pedal(value >= 64, atSeconds)
  }
}

/** What the view showed last, by window: it is there again when one comes back. */
const leftBehind = new WeakMap<
  Studio,
  Pick<Dialogue, "places" | "shown"> & { projectId: string | null }
>()

const KEY = Symbol("duet")
export const provideDuet = (state: DuetState): DuetState => setContext(KEY, state)
export const useDuet = (): DuetState => getContext<DuetState>(KEY)
