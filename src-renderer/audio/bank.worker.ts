/** Unpacks the sounds of presets beside the page and the audio thread, in the order in which they are asked for. */
import { SoundBankLoader, SpessaSynthProcessor } from "spessasynth_core"
import { SoundFontInstrument, unpackPreset } from "#shared/dsp/instruments/index.ts"
import type { FromBank, ToBank } from "./bank-protocol.ts"

/** Of no consequence: only samples are wanted. */
const RATE_HZ = 48_000

let opening: Promise<SoundFontInstrument> | undefined

self.onmessage = ({ data }: MessageEvent<ToBank>) => void answer(data)

async function answer({ number, address, state }: ToBank): Promise<void> {
  try {
    opening ??= open(address)
    const unpacked = unpackPreset(await opening, state)
    // Copies go: presets share samples, and what was sent away would be missing in the next.
    const copies = unpacked.map(({ index, samples }) => ({ index, samples: samples.slice() }))
    reply(
      { number, unpacked: copies },
      copies.map(({ samples }) => samples.buffer),
    )
  } catch (error) {
    opening = undefined
    reply({ number, problem: error instanceof Error ? error.message : String(error) })
  }
}

async function open(address: string): Promise<SoundFontInstrument> {
  const response = await fetch(address)
  if (!response.ok) throw new Error("The sounds of the General MIDI instruments are not installed.")
  // What unpacks samples starts up with the first processor.
  await new SpessaSynthProcessor(RATE_HZ).processorInitialized
  return new SoundFontInstrument(
    RATE_HZ,
    SoundBankLoader.fromArrayBuffer(await response.arrayBuffer()),
  )
}

function reply(message: FromBank, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer })
}
