/**
 * Trains the onset network of src-main/engine/features: `node tests/bench/train-onsets.ts [--epochs N] [--seconds S]`.
 * Data: Freedoom's MIDI files (BSD) and Chopin first editions (CC BY 4.0), those not in lib/onset-files.ts's held-out list,
 * rendered with two MIT SoundFonts, plain, in a room, and over noise. Writes onset-weights.ts. Seeded: the same run gives
 * the same weights.
 */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createOnsetFront, FRONT_CHANNELS } from "../../src-main/engine/features/onset-front.ts"
import { addNoise, addReverb, pinkNoise, whiteNoise } from "./lib/degrade.ts"
import { trainingFiles } from "./lib/onset-files.ts"
import { createTrainer, type Example } from "./lib/onset-trainer.ts"
import { renderMidi, ROOT, type Render } from "./lib/render.ts"

const { values } = parseArgs({
  options: {
    epochs: { type: "string", default: "6" },
    seconds: { type: "string", default: "60" },
    files: { type: "string", default: "1000" },
    out: { type: "string", default: join(ROOT, "src-main/engine/features/onset-weights.ts") },
  },
})

const seconds = Number(values.seconds)
const examples: Example[] = []
const files = trainingFiles().slice(0, Number(values.files))
for (const [index, midiPath] of files.entries()) {
  const first = await renderMidi({ midiPath, soundFont: "FluidR3Mono_GM", seconds })
  examples.push(listen(first), listen(first, degraded(first, index)))
  // Every third song with the other SoundFont too, degraded the other way.
  if (index % 3 > 0 || !midiPath.includes("freedoom")) continue
  const second = await renderMidi({ midiPath, soundFont: "MuseScore_General_Lite", seconds })
  examples.push(listen(second, degraded(second, index + 1)))
}
for (const seed of [1, 2, 3, 4])
  for (const isPink of [false, true]) examples.push(listen(steadyNoise(seed, isPink)))
console.log(`${examples.length} examples, ${examples.reduce((sum, e) => sum + e.frames, 0)} frames`)

const trainer = createTrainer({
  seed: 1,
  layers: [
    { inputs: FRONT_CHANNELS, outputs: 16, taps: 7 },
    { inputs: 16, outputs: 12, taps: 7 },
    { inputs: 12, outputs: 1, taps: 7 },
  ],
})
const epochs = Number(values.epochs)
for (let epoch = 0; epoch < epochs; epoch++) {
  const rate = 0.004 * 0.5 * (1 + Math.cos((Math.PI * epoch) / epochs)) + 0.0002
  console.log(`epoch ${epoch}: loss ${trainer.epoch(examples, rate).toFixed(5)}`)
}
writeFileSync(values.out, trainer.toSource())

/** A room and three strengths of noise, by turns. */
function degraded({ mono, sampleRateHz }: Render, index: number): Float32Array {
  return index % 2 === 0 ? addReverb(mono, sampleRateHz) : addNoise(mono, 15 + (index % 3) * 8)
}

/** Noise begins once and then goes on: nothing in it is an onset. */
function steadyNoise(seed: number, isPink: boolean): Render {
  const sampleRateHz = 44_100
  const noise = isPink ? pinkNoise(30 * sampleRateHz, seed) : whiteNoise(30 * sampleRateHz, seed)
  const from = sampleRateHz / 2
  const mono = noise.map((value, index) => (index < from ? 0 : 0.2 * value))
  return { name: "noise", wavPath: "", mono, sampleRateHz, onsetsSeconds: [0.5] }
}

/** Runs the front end; the target is 1 at the frame of an onset and falls to 0 in a frame and a half. */
function listen(render: Render, mono = render.mono): Example {
  const rows: number[] = []
  const front = createOnsetFront(render.sampleRateHz, (_, channels) => {
    for (const value of channels) rows.push(value)
  })
  front.push(mono)
  front.finish()
  const frames = rows.length / FRONT_CHANNELS
  const targets = new Float32Array(frames)
  for (const time of render.onsetsSeconds) {
    const at = time / front.hopSeconds
    for (let frame = Math.ceil(at - 1.5); frame <= at + 1.5; frame++) {
      if (frame < 0 || frame >= frames) continue
      const near = Math.min(1, 1.5 - Math.abs(frame - at))
      targets[frame] = Math.max(targets[frame] ?? 0, near)
    }
  }
  return { channels: Float32Array.from(rows), targets, frames }
}
