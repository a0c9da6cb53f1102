/** The waveform of a part in tiles of the zoom that is shown: asked for once, a few at a time, the oldest forgotten. */
import type { Client, Part, StudioContract } from "#shared/contract/index.ts"
import { joined } from "#shared/joined.ts"

/** What is drawn: its id and length are all that tiles need to know of a part. */
export type WavePart = Pick<Part, "id" | "frames">

export interface PeaksTile {
  framesPerPeak: number
  startFrame: number
  /** Min, max pairs. */
  peaks: Float32Array
}

const FINEST = 64
const TILE_PEAKS = 2048
const MOST_TILES = 200
const AT_ONCE = 3

/** Frames per peak, a power of two, for a zoom: at least one peak a bar. */
export function levelFor(framesPerBar: number): number {
  const power = Math.floor(Math.log2(Math.max(1, framesPerBar / FINEST)))
  return FINEST * 2 ** Math.max(0, power)
}

export class PeaksTiles {
  #engine: Client<StudioContract>
  #onArrival: () => void
  #tiles = new Map<string, PeaksTile | null>()
  #waiting: { key: string; part: WavePart; level: number; tile: number }[] = []
  #running = 0

  constructor(engine: Client<StudioContract>, onArrival: () => void) {
    this.#engine = engine
    this.#onArrival = onArrival
  }

  /** Forgets what was asked for and has not begun: call where another picture begins. */
  begin(): void {
    this.#waiting = []
  }

  /** The tiles that cover from..to frames at a level, as far as they are here; asks for the rest. */
  cover(part: WavePart, level: number, from: number, to: number): PeaksTile[] {
    const tileFrames = level * TILE_PEAKS
    const first = Math.max(0, Math.floor(from / tileFrames))
    const last = Math.floor(Math.min(part.frames - 1, to) / tileFrames)
    const found: PeaksTile[] = []
    for (let tile = first; tile <= last; tile++) {
      const here = this.#get(part, level, tile)
      if (here) found.push(here)
    }
    this.#pump()
    return found
  }

  #get(part: WavePart, level: number, tile: number): PeaksTile | null {
    const key = `${part.id} ${level} ${tile}`
    const known = this.#tiles.get(key)
    if (known === undefined) {
      this.#waiting.push({ key, part, level, tile })
      return null
    }
    this.#tiles.delete(key)
    this.#tiles.set(key, known)
    return known
  }

  #pump(): void {
    while (this.#running < AT_ONCE) {
      const next = this.#waiting.shift()
      if (!next) return
      this.#tiles.set(next.key, null)
      this.#running += 1
      this.#read(next.part, next.level, next.tile)
        .then(
          (tile) => this.#tiles.set(next.key, tile),
          () => this.#tiles.delete(next.key),
        )
        .finally(() => {
          this.#running -= 1
          this.#forget()
          this.#onArrival()
        })
    }
  }

  /** The engine may answer with a finer level than asked for, and then with a shorter stretch: ask on. */
  async #read(part: WavePart, level: number, tile: number): Promise<PeaksTile> {
    const startFrame = tile * level * TILE_PEAKS
    const endFrame = Math.min(part.frames, startFrame + level * TILE_PEAKS)
    const parts: Float32Array[] = []
    let framesPerPeak = level
    for (let frame = startFrame; frame < endFrame;) {
      const peaks = Math.min(65_536, Math.ceil((endFrame - frame) / framesPerPeak))
      const request = { partId: part.id, framesPerPeak: level, startFrame: frame, peaks }
      const answer = await this.#engine["audio.peaks"](request)
      if (answer.peaks.length === 0) break
      framesPerPeak = answer.framesPerPeak
      parts.push(answer.peaks)
      frame = answer.startFrame + (answer.peaks.length / 2) * framesPerPeak
    }
    return {
      framesPerPeak,
      startFrame,
      peaks: parts.length === 1 ? parts[0]! : joined(Float32Array, parts),
    }
  }

  #forget(): void {
    for (const key of this.#tiles.keys()) {
      if (this.#tiles.size <= MOST_TILES) return
      this.#tiles.delete(key)
    }
  }
}

/** Lowest and highest value of from..to frames into `out`; 0, 0 where nothing is known. */
export function rangeOf(
  tiles: readonly PeaksTile[],
  from: number,
  to: number,
  out: { low: number; high: number },
): void {
  let low = Infinity
  let high = -Infinity
  for (const { framesPerPeak, startFrame, peaks } of tiles) {
    const first = Math.max(0, Math.floor((from - startFrame) / framesPerPeak))
    const last = Math.min(peaks.length / 2, Math.ceil((to - startFrame) / framesPerPeak))
    for (let i = first; i < last; i++) {
      if (peaks[i * 2]! < low) low = peaks[i * 2]!
      if (peaks[i * 2 + 1]! > high) high = peaks[i * 2 + 1]!
    }
  }
  out.low = low === Infinity ? 0 : low
  out.high = high === -Infinity ? 0 : high
}
