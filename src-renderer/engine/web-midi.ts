/** The browser's own MIDI: only where the MIDI process finds none. */

export interface WebMidi {
  /** As they are now. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  send(port: string, bytes: Uint8Array, atMs: number): void
  silence(port: string): void
}

const ALL_NOTES_OFF = 123

/**
 * @param onports told when a device comes or goes
 * @returns null where the browser has no MIDI either, or may not
 */
export async function openWebMidi(
  receive: (port: string, bytes: Uint8Array, atMs: number) => void,
  onports: () => void,
): Promise<WebMidi | null> {
  try {
    const access = await navigator.requestMIDIAccess()
    const { inputs, outputs } = access
    const hear = (): void => {
      for (const input of inputs.values())
        input.onmidimessage = ({ data, timeStamp }) => {
          if (data) receive(nameOf(input), data, timeStamp)
        }
    }
    hear()
    access.onstatechange = () => {
      hear()
      onports()
    }
    const find = (name: string): MIDIOutput | undefined =>
      [...outputs.values()].find((output) => nameOf(output) === name)
    return {
      get inputs() {
        return namesOf(inputs)
      },
      get outputs() {
        return namesOf(outputs)
      },
      send: (port, bytes, atMs) => find(port)?.send(bytes, atMs),
      silence(port) {
        const output = find(port)
        // Not in every browser: what is due later is then sent nonetheless.
        ;(output as { clear?(): void } | undefined)?.clear?.()
        for (let channel = 0; channel < 16; channel++)
          output?.send([0xb0 | channel, ALL_NOTES_OFF, 0])
      },
    }
  } catch {
    return null
  }
}

/** A device that was pulled out stays in the browser's lists, as disconnected. */
const namesOf = (ports: ReadonlyMap<string, MIDIPort>): string[] =>
  [...ports.values()].filter(({ state }) => state !== "disconnected").map(nameOf)

const nameOf = ({ name }: MIDIPort): string => name ?? "MIDI"
