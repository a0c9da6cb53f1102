/** The system's MIDI ports, through RtMidi. */
import type { MidiSystem } from "./midi-system.ts"
import { stableNames } from "./port-names.ts"

/** Null where there is no MIDI: without ALSA's sequencer the constructor throws. */
export async function openNativeSystem(): Promise<MidiSystem | null> {
  try {
    const { Input, Output } = await import("@julusian/midi")
    // These stay only to be asked for names.
    const [inputs, outputs] = [new Input(), new Output()]
    return {
      inputNames: () => namesOf(inputs),
      openInput(name, receive) {
        const input = new Input()
        // Clocks are followed; what a device says to say that it is there is nothing that it plays.
        const [isSysexIgnored, isTimingIgnored, isSensingIgnored] = [false, false, true]
        input.ignoreTypes(isSysexIgnored, isTimingIgnored, isSensingIgnored)
        input.on("messageBuffer", (_, bytes) => receive(Uint8Array.from(bytes)))
        input.openPort(portOf(inputs, name))
        return () => input.destroy()
      },
      outputNames: () => namesOf(outputs),
      openOutput(name) {
        const output = new Output()
        output.openPort(portOf(outputs, name))
        return {
          send: (bytes) => output.sendMessage([...bytes]),
          close: () => output.destroy(),
        }
      },
    }
  } catch {
    return null
  }
}

interface Ports {
  getPortCount(): number
  getPortName(port: number): string
}

const namesOf = (ports: Ports): string[] =>
  stableNames(Array.from({ length: ports.getPortCount() }, (_, port) => ports.getPortName(port)))

function portOf(ports: Ports, name: string): number {
  const port = namesOf(ports).indexOf(name)
  if (port < 0) throw new Error(`${name} is gone`)
  return port
}
