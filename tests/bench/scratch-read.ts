/**
 * How well techniques are read: by rules, by what was learnt, by both.
 *   npm run bench -- scratch-read [takes of each]
 * Jittered techniques of the grammar; gestures without a name; the same techniques on devices that nothing was learnt from; short
 * takes with the statistics of real ones, as long as they were and all of one length; long takes of many techniques; an hour in one take.
 */
import { loadControllers } from "../../src-main/engine/gestures/index.ts"
import {
  classifyGesture,
  featuresOf,
  nameRows,
  scoreNames,
  shippedClassifier,
} from "../../src-main/engine/scratch/index.ts"
import { gestureOf, takeOfEvents, type Gesture } from "../../src-main/shared/gesture/index.ts"
import { seededRandom } from "../../src-main/shared/music/random.ts"
import {
  readScratch,
  TECHNIQUE_CLASSES,
  techniqueGesture,
  variantsOf,
  type TechniqueClass,
} from "../../src-main/shared/scratch/index.ts"
import { ddjTake, TAKEN } from "../support/scratch/ddj-takes.ts"
import { onOtherDevice } from "../support/scratch/other-devices.ts"
import { joined, mixedTake } from "../support/scratch/mixed-takes.ts"
import { randomGesture } from "../support/scratch/random-gestures.ts"

type OpenEnd = "high" | "unknown"
type Read = (gesture: Gesture, openEnd: OpenEnd) => TechniqueClass | null

const COUNT = Number(process.argv[2] ?? 100)
const weights = shippedClassifier()?.weights

const ways: Record<string, Read> = {
  rules: (gesture, openEnd) => readScratch(gesture, { openEnd }).technique,
  ...(weights && {
    learnt: (gesture: Gesture, openEnd: OpenEnd) => {
      const known = featuresOf(gesture, openEnd)
      // As `classifyGesture` asks it.
      const isOneRound = openEnd === "unknown" && known.length <= 3
      const rows = isOneRound ? featuresOf(gesture, openEnd, false) : known
      if (rows.length === 0) return null
      const shares = nameRows(weights, rows)
      return TECHNIQUE_CLASSES[shares.indexOf(Math.max(...shares))] ?? null
    },
    both: (gesture: Gesture, openEnd: OpenEnd) => classifyGesture(gesture, openEnd).technique,
  }),
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
const indexOf = (name: TechniqueClass | null): number =>
  name === null ? TECHNIQUE_CLASSES.length : TECHNIQUE_CLASSES.indexOf(name)

interface Told {
  right: TechniqueClass
  told: TechniqueClass | null
}

function summary(way: string, told: readonly Told[], ms: number): void {
  const pairs = told.map(({ right, told }) => [indexOf(right), indexOf(told)] as const)
  const { accuracy, macroF1 } = scoreNames(pairs)
  const each = `${ms.toFixed(1)} ms a take`
  console.log(`  ${way}: ${percent(accuracy)} right, macro F1 ${macroF1.toFixed(4)}, ${each}`)
}

function confusion(told: readonly Told[]): void {
  for (const right of new Set(told.map((each) => each.right))) {
    const counts = new Map<string, number>()
    for (const each of told)
      if (each.right === right)
        counts.set(each.told ?? "unsure", (counts.get(each.told ?? "unsure") ?? 0) + 1)
    const list = [...counts].sort((one, other) => other[1] - one[1])
    if (list.length > 1 || list[0]![0] !== right)
      console.log(`    ${right}: ${list.map(([name, count]) => `${name} ${count}`).join(", ")}`)
  }
}

function measure(
  title: string,
  names: readonly TechniqueClass[],
  make: (name: TechniqueClass, number: number) => Gesture,
  openEnd: OpenEnd,
): void {
  console.log(title)
  const made = names.flatMap((right) =>
    Array.from({ length: COUNT }, (_, i) => ({ right, gesture: make(right, i) })),
  )
  for (const [way, read] of Object.entries(ways)) {
    const from = performance.now()
    const told = made.map(({ right, gesture }) => ({ right, told: read(gesture, openEnd) }))
    summary(way, told, (performance.now() - from) / made.length)
    confusion(told)
  }
}

const random = seededRandom(4242)
measure(
  `${COUNT} of each of the 20 techniques, jitter 0.5 to 1.5 of a hand's, 1 to 6 rounds`,
  TECHNIQUE_CLASSES,
  (name) => {
    const variants = variantsOf(name)
    const variant = variants[Math.floor(random() * variants.length)]!
    const rounds = 1 + Math.floor(6 * random()) + (name === "scribble" ? 3 : 0)
    const extentSeconds = variant.extentSeconds * Math.exp(0.5 * random() - 0.25)
    const time = { bpm: 80 + 35 * random(), rounds, seed: Math.floor(1e9 * random()) }
    return techniqueGesture({ ...variant, jitter: 0.5 + random(), extentSeconds }, time)
  },
  "high",
)

console.log(`${10 * COUNT} gestures that have no name`)
for (const [way, read] of Object.entries(ways)) {
  const named = Array.from({ length: 10 * COUNT }, (_, i) => read(randomGesture(i), "high"))
  const share = named.filter((name) => name !== null).length / named.length
  console.log(`  ${way}: ${percent(share)} are named`)
}

measure(
  `${COUNT} of each on other devices, jitter 1.5`,
  TECHNIQUE_CLASSES,
  (name, i) => onOtherDevice(name, i),
  "unknown",
)

const profile = loadControllers().find(({ id }) => id === "pioneer-ddj-sb-sb2-sb3")!
const takes = {
  "as long as they were": {},
  "all of 1 s": { seconds: 1 },
  "all of 2.5 s": { seconds: 2.5 },
  "all of 0.3 s": { seconds: 0.3 },
  "open at the end where the hand is": { isOpenNearEnd: true },
}
for (const [title, options] of Object.entries(takes))
  measure(
    `${COUNT} short takes of each of ${TAKEN.join(", ")} on unknown rigs, ${title}`,
    TAKEN,
    (name, i) =>
      gestureOf(takeOfEvents(ddjTake(name as (typeof TAKEN)[number], i, options), profile, name)),
    "unknown",
  )

for (const rounds of [
  [2, 6],
  [1, 2],
] as const) {
  let [right, all] = [0, 0]
  for (let i = 0; i < COUNT; i++) {
    const { gesture, parts } = mixedTake(TECHNIQUE_CLASSES, rounds, 70_000 + i)
    const { segments } = readScratch(gesture, { openEnd: "high" })
    for (const { name, startSeconds, endSeconds } of parts) {
      all += endSeconds - startSeconds
      for (const segment of segments) {
        const end = Math.min(endSeconds, segment.endSeconds)
        const shared = end - Math.max(startSeconds, segment.startSeconds)
        if (segment.technique === name && shared > 0) right += shared
      }
    }
  }
  console.log(
    `${COUNT} takes of 12 techniques, ${rounds.join(" to ")} rounds of each: ${percent(right / all)} of the time is named right by rules`,
  )
}

const hour = joined(
  Array.from({ length: 790 }, (_, i) => {
    const name = (["baby", "chirp", "flare1", "transformer", "stab"] as const)[i % 5]!
    return techniqueGesture({ ...variantsOf(name)[0]!, jitter: 1 }, { rounds: 8, seed: i })
  }),
)
const from = performance.now()
const { segments, technique } = readScratch(hour, { openEnd: "high" })
const seconds = (performance.now() - from) / 1000
console.log(
  `${Math.round(hour.durationSeconds / 60)} minutes, ${hour.points.length} points: ${seconds.toFixed(1)} s, ${segments.length} stretches, mostly ${technique}`,
)
