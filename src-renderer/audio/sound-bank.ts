/** The General MIDI bank that ships with the studio: served beside the page, fetched when something plays it. */
import { entitiesOf, type Project } from "#shared/project/index.ts"
import type { PlayerLine } from "./player-protocol.ts"

const ADDRESS = "/sounds/FluidR3Mono_GM.sf3"

export class SoundBank {
  #loading: Promise<void> | undefined
  #ready = Promise.withResolvers<undefined>()

  /** The audio thread has it. */
  arrived(): void {
    this.#ready.resolve(undefined)
  }

  /** Brings the bank to the audio thread where an instrument needs it. @throws where it was not installed */
  async need(project: Project, line: PlayerLine): Promise<void> {
    if (!entitiesOf(project.devices).some(({ kind }) => kind === "soundfont")) return
    this.#loading ??= this.#load(line).catch((error: unknown) => {
      this.#loading = undefined
      throw error
    })
    await this.#loading
  }

  async #load(line: PlayerLine): Promise<void> {
    const response = await fetch(ADDRESS)
    if (!response.ok)
      throw new Error("The sounds of the General MIDI instruments are not installed.")
    const bytes = await response.arrayBuffer()
    line.post({ kind: "graph-bank", bytes }, [bytes])
    await this.#ready.promise
  }
}
