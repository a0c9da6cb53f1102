/** The browser's own MIDI: only where the MIDI process finds none. */

/** @returns names of the inputs; none where the browser has no MIDI either, or may not */
export async function openWebMidi(
  receive: (port: string, bytes: Uint8Array, atMs: number) => void,
): Promise<string[]> {
  try {
    const { inputs } = await navigator.requestMIDIAccess()
    return [...inputs.values()].map((input) => {
      const name = input.name ?? "MIDI"
      input.onmidimessage = ({ data, timeStamp }) => {
        if (data) receive(name, data, timeStamp)
      }
      return name
    })
  } catch {
    return []
  }
}
