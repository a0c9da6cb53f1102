/** Keeps what a deck does as a take of the library, while it is played: a crash costs what came since the last piece. */
import {
  toStudioError,
  type Client,
  type KeptTake,
  type StudioContract,
} from "#shared/contract/index.ts"
import type { DeckEvent } from "#shared/dsp/deck/index.ts"
import type { DeckPlayer } from "./deck-player.svelte.ts"

const PIECE_MS = 50
/** An engine that was lost is started again in less. */
const MOST_WAIT_MS = 20_000
const WAIT_MS = 200

export interface HandRecorderOptions {
  engine: Client<StudioContract>
  rateHz(): number | undefined
  /** Told what could not be kept; the take ends there. */
  onProblem(error: unknown): void
}

interface Running {
  take: KeptTake
  player: DeckPlayer
  frame: number
  /** Of the context, where the take ends; what the deck does later is none of it. */
  endFrame: number
  timer: ReturnType<typeof setInterval>
  /** Hears no more of what happens. */
  leave(): void
}

export class HandRecorder {
  /** The take that is being played; null where none is. */
  take = $state.raw<KeptTake | null>(null)
  /** What is on disk of it. */
  keptSeconds = $state(0)
  #options: HandRecorderOptions
  #running: Running | undefined
  #events: DeckEvent[] = []
  /** Pieces are written one after the other. */
  #writing: Promise<void> = Promise.resolve()
  #isWriting = false
  /** The last piece is still here: the engine is away. */
  #isLost = false

  constructor(options: HandRecorderOptions) {
    this.#options = options
  }

  /** Of the context, where the take that is being played begins; null where none is. */
  get startFrame(): number | null {
    return this.#running?.frame ?? null
  }

  /** @throws where the deck has no sound, or the library takes nothing */
  async start(player: DeckPlayer, mayTrain: boolean): Promise<void> {
    if (this.#running) return
    const { frame, start } = await player.mark()
    this.#events = []
    const leave = player.told.add({ happened: (events) => void this.#events.push(...events) })
    const take = await this.#options.engine["gestures.begin"]({
      ...{ partId: player.part?.id ?? null, rateHz: this.#options.rateHz() ?? 48_000 },
      ...{ start, mayTrain },
    }).catch((error: unknown) => {
      leave()
      throw error
    })
    const timer = setInterval(() => void this.#piece(), PIECE_MS)
    this.#running = { take, player, frame, endFrame: Infinity, timer, leave }
    this.take = take
    this.keptSeconds = 0
  }

  /** Ends the take; null where none was played. An engine that was lost is waited for. @throws engine-lost where it stays away */
  async stop(): Promise<KeptTake | null> {
    const running = this.#running
    if (!running) return null
    clearInterval(running.timer)
    running.leave()
    running.endFrame = running.player.toldFrame
    await this.#writing
    for (let waited = 0; waited < MOST_WAIT_MS && !(await this.#isKept()); waited += WAIT_MS)
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
    // Where it could not be kept at all, that was said.
    if (!this.#running) return null
    this.#running = undefined
    this.take = null
    return this.#options.engine["gestures.finish"]({ takeId: running.take.id })
  }

  /** The last piece is on disk, or never will be. */
  async #isKept(): Promise<boolean> {
    this.#isLost = false
    await this.#piece()
    return !this.#isLost
  }

  #piece(): Promise<void> {
    if (!this.#running || this.#isWriting) return this.#writing
    this.#isWriting = true
    this.#writing = this.#write(this.#running).finally(() => (this.#isWriting = false))
    return this.#writing
  }

  async #write({ take, player, frame, endFrame }: Running): Promise<void> {
    const frames = Math.max(0, Math.min(endFrame, player.toldFrame) - frame)
    const held = this.#events
    const events = held.map((event) => ({ ...event, frame: event.frame - frame }))
    this.#events = []
    try {
      await this.#options.engine["gestures.append"]({ takeId: take.id, frames, events })
      this.keptSeconds = frames / (this.#options.rateHz() ?? 48_000)
    } catch (error) {
      if (toStudioError(error).code === "engine-lost") {
        // It is started again, and finds the take on disk: what it has not got comes with the next piece.
        this.#events = [...held, ...this.#events]
        this.#isLost = true
        return
      }
      clearInterval(this.#running?.timer)
      this.#running?.leave()
      this.#running = undefined
      this.take = null
      this.#options.onProblem(error)
    }
  }
}
