/** Reads the samples that the song plays: all are CC0, see resources/demo/CREDITS.md, which names each. */
import { readFile } from "node:fs/promises"
import decode from "@audio/decode"
import { getSamplePath } from "supersonic-scsynth-samples"
import { RATE_HZ } from "./song.ts"

export const SAMPLE_NAMES = [
  "ambi_dark_woosh",
  "ambi_glass_rub",
  "drum_bass_hard",
  "drum_cymbal_closed",
  "drum_cymbal_open",
  "drum_cymbal_pedal",
  "drum_heavy_kick",
  "drum_roll",
  "drum_snare_hard",
  "drum_snare_soft",
  "drum_splash_hard",
  "drum_splash_soft",
  "drum_tom_lo_hard",
  "elec_chime",
  "elec_triangle",
  "misc_crow",
  "perc_bell",
  "vinyl_backspin",
  "vinyl_hiss",
  "vinyl_rewind",
  "vinyl_scratch",
] as const

export type SampleName = (typeof SAMPLE_NAMES)[number]

export interface Sample {
  left: Float32Array
  right: Float32Array
}

/** @throws Error naming the file, when it cannot be read or is not at 44.1 kHz. */
export async function loadSample(name: SampleName): Promise<Sample> {
  const path = getSamplePath(`${name}.flac`)
  const { channelData, sampleRate } = await decode(await readFile(path))
  const [left, right = left] = channelData
  if (!left || !right || sampleRate !== RATE_HZ) {
    throw new Error(
      `${path}: ${channelData.length} channels at ${sampleRate} Hz, expected ${RATE_HZ} Hz`,
    )
  }
  return { left, right }
}
