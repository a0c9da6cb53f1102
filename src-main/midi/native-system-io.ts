/** The system's MIDI ports, through RtMidi. */
import type { MidiSystem } from "./midi-system.ts"

/** Null where there is no MIDI: without ALSA's sequencer the constructor throws. */
export async function openNativeSystem(): Promise<MidiSystem | null> {
  try {
    const { Input } = await import("@julusian/midi")
    // This one stays only to be asked for names.
    const inputs = new Input()
    return {
      inputNames: () =>
        Array.from({ length: inputs.getPortCount() }, (_, port) => inputs.getPortName(port)),
      openInput(name, receive) {
        const input = new Input()
        const [isSysexIgnored, isTimingIgnored, isSensingIgnored] = [true, true, true]
        input.ignoreTypes(isSysexIgnored, isTimingIgnored, isSensingIgnored)
        input.on("messageBuffer", (_, bytes) => receive(Uint8Array.from(bytes)))
        input.openPortByName(name)
        return () => input.destroy()
      },
    }
  } catch {
    return null
  }
}
