/** Techniques on controllers and under hands that the classifier never learnt from: other encodings, resolutions, clocks. */
import { faderAt, gestureOf, takeOfEvents, turnsAt, type Gesture } from "#shared/gesture/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import { techniqueGesture, variantsOf, type TechniqueClass } from "#shared/scratch/index.ts"
import { simulateDevice } from "../gesture/device-simulator.ts"
import { aController } from "../gesture/profiles.ts"

const DEVICES = [
  { encoding: "twos7", ticksPerRevolution: 1240 },
  { encoding: "sign-magnitude", ticksPerRevolution: 2048 },
  { encoding: "diff14", ticksPerRevolution: 2430 },
  { encoding: "abs7", ticksPerRevolution: 600 },
  { encoding: "offset64", ticksPerRevolution: 4096 },
] as const

/** Half again as uneven as the hands that were learnt from on the average; 1 to 6 rounds. The same number, the same take. */
export function onOtherDevice(technique: TechniqueClass, number: number): Gesture {
  const random = seededRandom(77_000 + number)
  const variants = variantsOf(technique)
  const variant = variants[Math.floor(random() * variants.length)]!
  const rounds = 1 + Math.floor(6 * random())
  const gesture = techniqueGesture(
    { ...variant, jitter: 1.5 },
    {
      ...{ bpm: 75 + 45 * random(), seed: 500_000 + number },
      rounds: technique === "scribble" ? rounds + 4 : rounds,
    },
  )
  const device = DEVICES[number % DEVICES.length]!
  const profile = aController(device, random() < 0.3 ? { crossfader: { message: "B6 1F" } } : {})
  const begins = 0.05 + 0.2 * random()
  const events = simulateDevice(
    {
      turnsAt: (seconds) => turnsAt(gesture, seconds - begins) + 0.17,
      velocityAt: () => 0,
    },
    {
      ...{ profile, seconds: gesture.durationSeconds + begins, seed: number },
      ...{ jitterSeconds: 0.0006 * random(), reportSeconds: 0.001 + 0.002 * random() },
      faderAt: (seconds) => faderAt(gesture, seconds - begins)!,
    },
  )
  return gestureOf(takeOfEvents(events, profile, technique))
}
