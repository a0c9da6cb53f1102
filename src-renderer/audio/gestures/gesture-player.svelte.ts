/** Lets gestures be heard on the preview bus: neither the decks nor the song's playhead are touched. */
import { onDestroy } from "svelte"
import type { Part } from "#shared/contract/index.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import type { Studio } from "../../session/index.ts"
import type { SoundSource } from "../tile-feeder.ts"
import { useTransport } from "../transport-context.ts"
import type { Transport } from "../transport.svelte.ts"
import { GestureMaker } from "./gesture-maker.ts"

const HOVER_MS = 60

export class GesturePlayer {
  #studio: Studio
  #transport: Transport
  #maker: GestureMaker
  #made = new WeakMap<Gesture, { recordId: string | null; sound: SoundSource }>()
  #id = $state<string | null>(null)
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  /** What lies on the record; null: the sample that is computed. */
  record = $state.raw<Part | null>(null)

  /** What sounds now, by the name under which it was played; null where nothing does. */
  playingId = $derived.by(() => (this.#transport.isAuditioning ? this.#id : null))

  constructor(studio: Studio, transport: Transport) {
    this.#studio = studio
    this.#transport = transport
    this.#maker = new GestureMaker(studio.engine)
  }

  /** The second of the gesture that is heard; null where it does not sound. */
  positionSeconds(id: string): number | null {
    return this.playingId === id ? (this.#transport.audition()?.seconds ?? null) : null
  }

  /** @param find the gesture, which may have to be fetched first */
  async play(id: string, find: () => Gesture | Promise<Gesture>): Promise<void> {
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    try {
      const sound = await this.#soundOf(await find())
      // Another was asked for meanwhile.
      if (asked !== this.#asked) return
      this.#id = id
      const endSeconds = sound.frames / sound.sampleRateHz
      this.#transport.playSequence([{ part: sound, startSeconds: 0, endSeconds }])
    } catch (error) {
      this.#studio.toasts.error(error, "The gesture could not be played.")
    }
  }

  toggle(id: string, find: () => Gesture | Promise<Gesture>): void {
    if (this.playingId === id) this.stop()
    else void this.play(id, find)
  }

  /** Sounds when the pointer has rested; not over a song that plays. */
  hover(id: string, find: () => Gesture | Promise<Gesture>): void {
    clearTimeout(this.#timer)
    if (this.#transport.isPlaying || this.playingId === id) return
    this.#timer = setTimeout(() => void this.play(id, find), HOVER_MS)
  }

  leave(): void {
    clearTimeout(this.#timer)
  }

  /** A recording of the library, from one second to another. */
  playPart(id: string, part: Part, startSeconds: number, endSeconds: number): void {
    this.#asked += 1
    this.#id = id
    this.#transport.playSequence([{ part, startSeconds, endSeconds }])
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#asked += 1
    if (this.#transport.isAuditioning) this.#transport.stopAudition()
    this.#id = null
  }

  close(): void {
    this.stop()
    this.#maker.close()
  }

  async #soundOf(gesture: Gesture): Promise<SoundSource> {
    const recordId = this.record?.id ?? null
    const known = this.#made.get(gesture)
    if (known?.recordId === recordId) return known.sound
    const { line } = await this.#transport.sound.open()
    const made = await this.#maker.make(gesture, line.rateHz, this.record)
    const sound: SoundSource = {
      ...{ id: `gesture ${crypto.randomUUID()}`, sampleRateHz: line.rateHz, channels: 2 },
      ...{ frames: made.length / 2, made },
    }
    this.#made.set(gesture, { recordId, sound })
    return sound
  }
}

/** Call in a component; what sounds ends with it. */
export function useGesturePlayer(studio: Studio): GesturePlayer {
  const player = new GesturePlayer(studio, useTransport())
  onDestroy(() => player.close())
  return player
}
