/** The audio thread's end: obeys messages, fills blocks. Knows nothing of worklets, so that tests can drive it. */
import { ChunkPlayer, TileSource } from "#shared/dsp/index.ts"
import type { Bus, FromPlayer, PlayPiece, ToPlayer } from "./player-protocol.ts"

interface Run {
  run: number
  frame: number
}

const UNDERRUN_REPORT_FRAMES = 12_000

export class PlayerHost {
  #player: ChunkPlayer
  #reply: (message: FromPlayer) => void
  #sources: Map<number, TileSource>
  #runs = new Map<Bus, Run>()
  /** Context frame minus player frame. */
  #offset = 0
  /** Until the first block the context's frame is not known: what comes before waits for it. */
  #early: ToPlayer[] | null = []
  #toldUnderruns = 0
  #nextReport = 0

  /** @param sources What it fills with sound; others may read them. */
  constructor(
    rateHz: number,
    reply: (message: FromPlayer) => void,
    sources = new Map<number, TileSource>(),
  ) {
    this.#sources = sources
    this.#player = new ChunkPlayer({ rateHz, voices: 256 })
    this.#reply = reply
  }

  receive(message: ToPlayer): void {
    if (this.#early) this.#early.push(message)
    else this.#obey(message)
  }

  #obey(message: ToPlayer): void {
    switch (message.kind) {
      case "source":
        if (!this.#sources.has(message.id)) this.#sources.set(message.id, new TileSource(message))
        break
      case "forget":
        this.#sources.delete(message.id)
        break
      case "tile":
        this.#sources.get(message.id)?.put(message.tile, message.samples)
        break
      case "drop":
        this.#sources.get(message.id)?.drop(message.tile)
        break
      case "play":
        this.#start(message.bus, message.run, message.pieces)
        break
      case "append":
        if (this.#runs.get(message.bus)?.run === message.run)
          this.#schedule(message.bus, message.pieces)
        break
      case "stop":
        this.#runs.delete(message.bus)
        this.#player.stop(message.bus)
    }
  }

  /** @param contextFrame frame of the block's first sample. */
  process(left: Float32Array, right: Float32Array, contextFrame: number): void {
    this.#offset = contextFrame - this.#player.frame
    if (this.#early) this.#begin(this.#early)
    this.#player.process(left, right, left.length)
    if (this.#player.underrunFrames > this.#toldUnderruns && contextFrame >= this.#nextReport) {
      this.#toldUnderruns = this.#player.underrunFrames
      this.#nextReport = contextFrame + UNDERRUN_REPORT_FRAMES
      this.#reply({ kind: "underrun", frames: this.#toldUnderruns })
    }
  }

  #begin(early: readonly ToPlayer[]): void {
    this.#early = null
    for (const message of early) this.#obey(message)
  }

  #start(bus: Bus, run: number, pieces: PlayPiece[]): void {
    this.#player.stop(bus)
    this.#runs.set(bus, { run, frame: this.#player.frame })
    this.#schedule(bus, pieces)
    this.#reply({ kind: "started", bus, run, frame: this.#player.frame + this.#offset })
  }

  #schedule(bus: Bus, pieces: PlayPiece[]): void {
    const start = this.#runs.get(bus)?.frame ?? 0
    for (const { source: id, offsetFrames, ...piece } of pieces) {
      const source = this.#sources.get(id)
      if (source) this.#player.schedule({ ...piece, source, bus, atFrame: start + offsetFrames })
    }
  }
}
