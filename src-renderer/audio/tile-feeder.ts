/** Brings sound to the audio thread, a few tiles ahead of need, and lets go of old ones: the engine's, or what was made here. */
import type { Client, Part, StudioContract } from "#shared/contract/index.ts"
import { TILE_FRAMES } from "#shared/dsp/index.ts"
import type { PlayerLine } from "./player-protocol.ts"
import { tilesOf, tilesToDrop, type Stretch } from "./tile-plan.ts"

/** 0.5 MB each for a stereo part: enough for 16 stems to play ahead. */
const MOST_TILES = 96

/** A recording of the library, or sound that the window made itself. */
export interface SoundSource extends Pick<Part, "sampleRateHz" | "channels" | "frames"> {
  readonly id: string
  /** Of what was made: channel after channel. */
  readonly made?: Float32Array
}

export class TileFeeder {
  #engine: Client<StudioContract>
  #line: PlayerLine
  #ids = new Map<string, number>()
  /** What was asked for, by part and tile, the least recently used first; rejected promises are taken out. */
  #tiles = new Map<string, Promise<void>>()

  constructor(engine: Client<StudioContract>, line: PlayerLine) {
    this.#engine = engine
    this.#line = line
  }

  /** The number under which the audio thread knows the part. */
  sourceOf(part: SoundSource): number {
    const known = this.#ids.get(part.id)
    if (known !== undefined) return known
    const id = this.#ids.size + 1
    this.#ids.set(part.id, id)
    const { sampleRateHz: rateHz, channels, frames } = part
    this.#line.post({ kind: "source", id, rateHz, channels, frames })
    return id
  }

  /** Resolves when the whole stretch is with the audio thread. @throws where the engine cannot read it. */
  async feed(part: SoundSource, stretch: Stretch): Promise<void> {
    const source = this.sourceOf(part)
    const wanted = tilesOf({ rateHz: part.sampleRateHz, frames: part.frames }, stretch)
    const needed = new Set(wanted.map((tile) => keyOf(source, tile)))
    const coming = wanted.map((tile) => this.#ask(part, source, tile))
    for (const key of tilesToDrop(this.#tiles.keys(), needed, MOST_TILES)) this.#drop(key)
    await Promise.all(coming)
  }

  #ask(part: SoundSource, source: number, tile: number): Promise<void> {
    const key = keyOf(source, tile)
    const asked = this.#tiles.get(key) ?? this.#fetch(part, source, tile)
    this.#tiles.delete(key)
    this.#tiles.set(key, asked)
    asked.catch(() => this.#tiles.delete(key))
    return asked
  }

  async #fetch(part: SoundSource, source: number, tile: number): Promise<void> {
    const startFrame = tile * TILE_FRAMES
    const length = Math.min(TILE_FRAMES, part.frames - startFrame)
    const samples = part.made
      ? tileOfMade(part, part.made, startFrame, length)
      : await this.#read(part, startFrame, length)
    this.#line.post({ kind: "tile", id: source, tile, samples }, [samples.buffer])
  }

  async #read(
    part: SoundSource,
    startFrame: number,
    length: number,
  ): Promise<Float32Array<ArrayBuffer>> {
    const samples = new Float32Array(length * part.channels)
    for (let done = 0; done < length;) {
      const request = { partId: part.id, startFrame: startFrame + done, frames: length - done }
      const got = await this.#engine["audio.read"](request)
      if (got.frames === 0) break
      for (let channel = 0; channel < part.channels; channel++) {
        const from = Math.min(channel, got.channels - 1) * got.frames
        samples.set(got.samples.subarray(from, from + got.frames), channel * length + done)
      }
      done += got.frames
    }
    return samples
  }

  #drop(key: string): void {
    this.#tiles.delete(key)
    const [id = 0, tile = 0] = key.split(":").map(Number)
    this.#line.post({ kind: "drop", id, tile })
  }
}

const keyOf = (source: number, tile: number): string => `${source}:${tile}`

function tileOfMade(
  { channels, frames }: SoundSource,
  made: Float32Array,
  startFrame: number,
  length: number,
): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(length * channels)
  for (let channel = 0; channel < channels; channel++) {
    const from = channel * frames + startFrame
    samples.set(made.subarray(from, from + length), channel * length)
  }
  return samples
}
