/** What instruments play and the audio thread cannot make: the General MIDI bank and the Slipmat Kit. */
import type { Project } from "#shared/project/index.ts"
import { KitLoader } from "./kit-loader.ts"
import { createKitMaker } from "./kit-maker.ts"
import type { PlayerLine } from "./player-protocol.ts"
import { createUnpacker } from "./preset-unpacker.ts"
import { SoundBank } from "./sound-bank.ts"

export class InstrumentSounds {
  #bank = new SoundBank(createUnpacker())
  #kit = new KitLoader(createKitMaker())

  /** Begins to make what a project needs, before it is played. */
  prepare(project: Project): void {
    this.#bank.prepare(project)
    this.#kit.prepare(project)
  }

  /** Brings it to the audio thread. @throws where the bank was not installed */
  async need(project: Project, line: PlayerLine): Promise<void> {
    await Promise.all([this.#bank.need(project, line), this.#kit.need(project, line)])
  }

  /** The audio thread has the bank. */
  arrived(): void {
    this.#bank.arrived()
  }
}
