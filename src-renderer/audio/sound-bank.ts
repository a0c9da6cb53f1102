/**
 * The General MIDI bank that ships with the studio: served beside the page, fetched when something plays it. Its sounds are
 * packed; those of the presets in use are unpacked beside the audio thread, which has no time for it at a first note.
 */
import { soundFontState, type UnpackedSample } from "#shared/dsp/instruments/index.ts"
import { entitiesOf, type Project } from "#shared/project/index.ts"
import type { PlayerLine } from "./player-protocol.ts"
import type { Unpack } from "./preset-unpacker.ts"

const ADDRESS = "/sounds/FluidR3Mono_GM.sf3"

export class SoundBank {
  #unpack: Unpack
  #loading: Promise<void> | undefined
  #ready = Promise.withResolvers<undefined>()
  /** Where the audio thread has the bank. */
  #line: PlayerLine | undefined
  /** By preset; they are there when the audio thread has its sounds, or they wait for it. */
  #presets = new Map<string, Promise<void>>()
  #waiting: UnpackedSample[][] = []

  constructor(unpack: Unpack) {
    this.#unpack = unpack
  }

  /** The audio thread has it. */
  arrived(): void {
    this.#ready.resolve(undefined)
  }

  /** Unpacks what a project's instruments play, and was not before. */
  prepare(project: Project): void {
    for (const { kind, state } of entitiesOf(project.devices)) {
      if (kind !== "soundfont") continue
      const preset = soundFontState(state)
      const key = JSON.stringify(preset)
      if (this.#presets.has(key)) continue
      // Without it the audio thread unpacks what it needs, when it needs it; the next edit tries again.
      const unpacking = this.#unpack(ADDRESS, preset).then(
        (unpacked) => this.#hand(unpacked),
        () => void this.#presets.delete(key),
      )
      this.#presets.set(key, unpacking)
    }
  }

  /** Brings the bank to the audio thread where an instrument needs it. @throws where it was not installed */
  async need(project: Project, line: PlayerLine): Promise<void> {
    if (!entitiesOf(project.devices).some(({ kind }) => kind === "soundfont")) return
    this.prepare(project)
    this.#loading ??= this.#load(line).catch((error: unknown) => {
      this.#loading = undefined
      throw error
    })
    await this.#loading
    await Promise.all(this.#presets.values())
  }

  async #load(line: PlayerLine): Promise<void> {
    const response = await fetch(ADDRESS)
    if (!response.ok)
      throw new Error("The sounds of the General MIDI instruments are not installed.")
    const bytes = await response.arrayBuffer()
    line.post({ kind: "graph-bank", bytes }, [bytes])
    await this.#ready.promise
    this.#line = line
    for (const unpacked of this.#waiting.splice(0)) this.#hand(unpacked)
  }

  #hand(unpacked: UnpackedSample[]): void {
    if (!this.#line) this.#waiting.push(unpacked)
    else {
      const buffers = unpacked.map(({ samples }) => samples.buffer as ArrayBuffer)
      this.#line.post({ kind: "graph-samples", unpacked }, buffers)
    }
  }
}
