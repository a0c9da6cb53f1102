/** What pads and buttons of MIDI devices do with the transport. */
import type { ControlTarget } from "#shared/project/index.ts"

export type ControlCommand = Extract<ControlTarget, { kind: "command" }>["command"]

/** In the order of a list. */
export const CONTROL_COMMANDS: Readonly<Record<ControlCommand, string>> = {
  toggle: "Play or stop",
  play: "Play",
  stop: "Stop",
  record: "Record or stop",
  loop: "Loop on or off",
  click: "Metronome on or off",
  start: "Go to the start",
}

/** Of the studio's command. */
export const commandId = (command: ControlCommand): string => `transport.${command}`

/** Presses of buttons that send a value when they go down, and most of them another when they come up. */
export class Presses {
  #places = new Map<string, number>()

  /** @param place 0 to 1 @returns whether the button went down with it */
  takes(key: string, place: number): boolean {
    const before = this.#places.get(key) ?? 0
    this.#places.set(key, place)
    // One that sends nothing when it comes up sends the same again.
    return place >= 0.5 && (before < 0.5 || before === place)
  }
}
