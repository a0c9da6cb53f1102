/** The opened sound output with its feeder: opened at the first need, so that a studio that is silent takes no device. */
import type { Client, StudioContract } from "#shared/contract/index.ts"
import type { FromAudio, PlayerLine } from "./player-protocol.ts"
import { TileFeeder } from "./tile-feeder.ts"

export interface SoundOptions {
  engine: Client<StudioContract>
  openPlayer(): Promise<PlayerLine>
  /** For tests: a clock of their own. */
  every?(run: () => void, milliseconds: number): () => void
}

export interface OpenSound {
  line: PlayerLine
  feeder: TileFeeder
}

interface Listeners {
  receive(message: FromAudio): void
  tick(sound: OpenSound): void
}

const TICK_MS = 80

export class Sound {
  now: OpenSound | undefined
  #options: SoundOptions
  #listeners: Listeners[] = []
  #opening: Promise<OpenSound> | undefined
  #stopTicking: (() => void) | undefined

  constructor(options: SoundOptions) {
    this.#options = options
  }

  /** Everybody who makes sound hears what the audio thread tells, and is called regularly once it is open. */
  listen(listeners: Listeners): void {
    this.#listeners.push(listeners)
  }

  /** @throws where there is no audio; the next call tries again. */
  open(): Promise<OpenSound> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  close(): void {
    this.#stopTicking?.()
  }

  async #open(): Promise<OpenSound> {
    const line = await this.#options.openPlayer()
    const sound = { line, feeder: new TileFeeder(this.#options.engine, line) }
    line.listen((message) => {
      for (const { receive } of this.#listeners) receive(message)
    })
    const every = this.#options.every ?? everyInterval
    this.#stopTicking = every(() => {
      for (const { tick } of this.#listeners) tick(sound)
    }, TICK_MS)
    this.now = sound
    return sound
  }
}

function everyInterval(run: () => void, milliseconds: number): () => void {
  const timer = setInterval(run, milliseconds)
  return () => clearInterval(timer)
}
