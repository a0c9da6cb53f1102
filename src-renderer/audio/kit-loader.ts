/**
 * Brings the Slipmat Kit to the audio thread where a drum sampler plays it: first what the song's notes need, which is
 * waited for, then the pieces that are played most, then the rest.
 */
import { KIT_KEYS, type KitSound } from "#shared/dsp/kit/index.ts"
import { clipsOf, entityOf, type Project, type Track } from "#shared/project/index.ts"
import { drumPadsOf } from "#shared/project/drum-state.ts"
import type { ToGraph } from "./graph-protocol.ts"

export type MakeKitSound = (key: number) => Promise<readonly KitSound[]>

/** To the audio thread. */
interface KitLine {
  post(message: Extract<ToGraph, { kind: "graph-kit" }>, transfer?: ArrayBuffer[]): void
}

const MOST_PLAYED = [36, 38, 42, 46, 39, 49, 51, 45, 48, 50, 41, 43, 37, 44, 47, 40]

export class KitLoader {
  #make: MakeKitSound
  /** By key of the kit: those that were asked for, made or not. */
  #sounds = new Map<number, PromiseWithResolvers<undefined>>()
  /** Keys that are still to be made, the next one first. */
  #ahead: number[] = []
  #isMaking = false
  #line: KitLine | undefined
  /** Made before there was an audio thread. */
  #waiting: { key: number; layers: readonly KitSound[] }[] = []

  constructor(make: MakeKitSound) {
    this.#make = make
  }

  /** Begins to make what a project's drum samplers play. */
  prepare(project: Project): void {
    if (this.#sounds.size === KIT_KEYS.length && this.#ahead.length === 0) return
    const used = usedKeys(project)
    if (!used) return
    const isNew = (key: number): boolean => KIT_KEYS.includes(key) && !this.#sounds.has(key)
    const wanted = new Set([...used, ...MOST_PLAYED, ...KIT_KEYS].filter(isNew))
    for (const key of wanted) this.#sounds.set(key, Promise.withResolvers())
    // What a song needs by now overtakes what was asked for before.
    const [first, later] = [new Set(used), [...this.#ahead, ...wanted]]
    this.#ahead = [...later.filter((key) => first.has(key)), ...later.filter((k) => !first.has(k))]
    if (!this.#isMaking) void this.#makeAll()
  }

  /** The sounds of the song's notes are on the audio thread when this has come. */
  async need(project: Project, line: KitLine): Promise<void> {
    this.#line = line
    for (const { key, layers } of this.#waiting.splice(0)) this.#hand(key, layers)
    this.prepare(project)
    const used = [...(usedKeys(project) ?? [])]
    await Promise.all(used.flatMap((key) => this.#sounds.get(key)?.promise ?? []))
  }

  async #makeAll(): Promise<void> {
    this.#isMaking = true
    for (let key = this.#ahead.shift(); key !== undefined; key = this.#ahead.shift()) {
      const made = this.#sounds.get(key)
      try {
        this.#hand(key, await this.#make(key))
      } catch {
        // The pad stays silent; the next edit tries again.
        this.#sounds.delete(key)
      }
      made?.resolve(undefined)
    }
    this.#isMaking = false
  }

  #hand(key: number, layers: readonly KitSound[]): void {
    if (!this.#line) {
      this.#waiting.push({ key, layers })
      return
    }
    const buffers = layers.flatMap(({ tiles }) => tiles.map(({ buffer }) => buffer as ArrayBuffer))
    this.#line.post({ kind: "graph-kit", key, layers }, buffers)
  }
}

/** Keys of the kit that notes play; null where no track has a drum sampler. */
function usedKeys(project: Project): Set<number> | null {
  const used = new Set<number>()
  let isPlayed = false
  for (const id of project.trackOrder) {
    const track = entityOf(project.tracks, id)
    const state = track && kitState(project, track)
    if (!state) continue
    isPlayed = true
    const kitKeys = new Map(drumPadsOf(state.of).map(({ key, kitKey }) => [key, kitKey]))
    for (const clip of clipsOf(project, id))
      if (clip.kind === "notes")
        for (const { pitch } of clip.notes) used.add(kitKeys.get(pitch) ?? pitch)
  }
  return isPlayed ? used : null
}

function kitState({ devices }: Project, track: Track): { of: unknown } | undefined {
  const sampler = track.devices
    .flatMap((id) => entityOf(devices, id) ?? [])
    .find(({ kind, role }) => kind === "drums" && role === "instrument")
  return sampler && { of: sampler.state }
}
