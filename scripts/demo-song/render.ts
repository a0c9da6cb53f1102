/** The whole way from the score to finished sound. */
import { master } from "./master.ts"
import { createMixBus } from "./mix-bus.ts"
import type { Performance } from "./performance.ts"
import { addReverb } from "./reverb.ts"
import { playHit } from "./sampler.ts"
import { loadSample, type Sample, type SampleName } from "./samples-io.ts"
import { addSeaNoise } from "./sea-noise.ts"
import { RATE_HZ } from "./song.ts"
import { playNotes } from "./soundfont-io.ts"

/**
 * Renders the first `seconds` of a performance: stereo at 44.1 kHz, peak at -1 dB of full scale. The same performance
 * and seed give the same samples.
 */
export async function render(
  performance: Performance,
  options: { seconds: number; seed: number },
): Promise<{ left: Float32Array; right: Float32Array }> {
  const bus = createMixBus(Math.round(options.seconds * RATE_HZ))
  const hits = performance.hits.filter((hit) => hit.startSeconds < options.seconds)
  const samples = await loadSamples(new Set(hits.map((hit) => hit.sample)))
  for (const hit of hits) {
    const sample = samples.get(hit.sample)
    if (sample) playHit(bus, sample, hit)
  }
  await playNotes(
    bus,
    performance.notes.filter((note) => note.startSeconds < options.seconds),
  )
  addReverb(bus)
  addSeaNoise(bus, { seed: options.seed })
  const { left, right } = bus
  master({ left, right })
  return { left, right }
}

async function loadSamples(names: Set<SampleName>): Promise<Map<SampleName, Sample>> {
  const loaded = new Map<SampleName, Sample>()
  for (const name of names) loaded.set(name, await loadSample(name))
  return loaded
}
