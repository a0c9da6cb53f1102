/** The browser's own MIDI: only where the MIDI process finds none. */

export interface WebMidi {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  send(port: string, bytes: Uint8Array, atMs: number): void
  silence(port: string): void
}

const ALL_NOTES_OFF = 123

/** @returns null where the browser has no MIDI either, or may not */
export async function openWebMidi(
  receive: (port: string, bytes: Uint8Array, atMs: number) => void,
): Promise<WebMidi | null> {
  try {
    const { inputs, outputs } = await navigator.requestMIDIAccess()
    for (const input of inputs.values())
      input.onmidimessage = ({ data, timeStamp }) => {
        if (data) receive(nameOf(input), data, timeStamp)
      }
    const find = (name: string): MIDIOutput | undefined =>
      [...outputs.values()].find((output) => nameOf(output) === name)
    return {
      inputs: [...inputs.values()].map(nameOf),
      outputs: [...outputs.values()].map(nameOf),
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

const nameOf = ({ name }: MIDIPort): string => name ?? "MIDI"
