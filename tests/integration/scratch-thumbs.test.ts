/** Thumbs of a jam, through the library on disk: what was said is there after a restart, and the answers lean that way. */
import { join } from "node:path"
import { expect, it } from "vitest"
import { openDatabase } from "#engine/library/index.ts"
import { createScratchJam } from "#engine/scratch/jam/jam-service.ts"
import { JamTaste, type JamAnswer } from "#shared/contract/index.ts"
import { gestureOfNumbers, numbersOfGesture, strokesOf } from "#shared/gesture/index.ts"
import { seededRandom } from "#shared/music/random.ts"
import { BEAT, callOf } from "../support/scratch/calls.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

const context = { signal: new AbortController().signal, progress: () => undefined }
const CALLS = 16
const THUMBS = 14

/** A run of the program on the library of a folder. */
async function inStudio<T>(
  folder: string,
  work: (jam: ReturnType<typeof serviceOf>) => Promise<T>,
) {
  const database = openDatabase(join(folder, "library.db"))
  try {
    return await work(serviceOf(database))
  } finally {
    // What is not on disk a moment after its answer is gone.
    await new Promise((resolve) => setImmediate(resolve))
    database.close()
  }
}

function serviceOf(database: ReturnType<typeof openDatabase>) {
  let ids = 0
  const { handlers } = createScratchJam({
    ...{ database, isReadOnly: false, newId: () => `${performance.now()} ${++ids}` },
    takes: {
      all: () => [],
      take: () => {
        throw new Error("There are no takes here")
      },
    },
  })
  return handlers
}

const answerTo = async (jam: ReturnType<typeof serviceOf>, seed: number): Promise<JamAnswer> =>
  jam["scratch.answer"](
    {
      ...{ numbers: numbersOfGesture(callOf({ seed })), beat: BEAT, bars: 1, mode: "answer" },
      ...{ taste: JamTaste.parse({}), seed, sampleSeconds: 2 },
    },
    context,
  )

/** Sounds that begin: strokes with an open fader, and cuts within them. */
const soundsIn = ({ numbers }: JamAnswer): number =>
  strokesOf(gestureOfNumbers(numbers)).reduce((sum, { openSeconds }) => sum + openSeconds.length, 0)
const SEEDS = Array.from({ length: CALLS }, (_, at) => 1000 + at)

/** Sounds of answers to calls that nobody has rated. */
async function answers(folder: string): Promise<number[]> {
  return inStudio(folder, async (jam) => {
    const counts: number[] = []
    for (const seed of SEEDS) counts.push(soundsIn(await answerTo(jam, seed)))
    return counts
  })
}

/** Likes what is on one side of the middle, dislikes the rest. */
async function rate(folder: string, isLiked: (sounds: number) => boolean): Promise<void> {
  await inStudio(folder, async (jam) => {
    for (let seed = 1; seed <= THUMBS; seed++) {
      const answer = await answerTo(jam, seed)
      await jam["scratch.rate"]({ id: answer.id, isLiked: isLiked(soundsIn(answer)) }, context)
    }
  })
}

/** How often signs that are thrown give so large a mean: one-sided. */
function signFlipP(differences: readonly number[]): number {
  const sum = differences.reduce((all, each) => all + each, 0)
  const random = seededRandom(1)
  const ROUNDS = 5000
  let asLarge = 0
  for (let round = 0; round < ROUNDS; round++) {
    const flipped = differences.reduce((all, each) => all + (random() < 0.5 ? each : -each), 0)
    if (flipped >= sum) asLarge++
  }
  return (asLarge + 1) / (ROUNDS + 1)
}

it("shift the answers of later runs the way they point, and only by being stored", async () => {
  const [sparse, dense, none] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
  const before = await answers(none)
  expect(await answers(none)).toEqual(before)
  const middle = before.toSorted((a, b) => a - b)[CALLS / 2]!
  await rate(sparse, (sounds) => sounds < middle)
  await rate(dense, (sounds) => sounds > middle)
  const [fewer, more] = [await answers(sparse), await answers(dense)]
  const mean = (counts: readonly number[]) => counts.reduce((sum, each) => sum + each, 0) / CALLS
  const shift = more.map((count, at) => count - fewer[at]!)
  expect(signFlipP(shift)).toBeLessThan(0.01)
  expect(mean(more)).toBeGreaterThan(mean(fewer) + 0.5)
})
