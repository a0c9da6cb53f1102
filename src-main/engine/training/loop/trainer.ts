/**
 * The loop of a run: step, measure, keep. A step's music and masks follow from the seed and its number alone, and what is
 * kept is whole, so that a run which was stopped anywhere ends as if it never had been.
 */
import { fail } from "#shared/contract/errors.ts"
import { type Learner, openLearner } from "./learner.ts"
import type { LearnOptions, RunEvent, RunKeeper, RunMaterial } from "./run.ts"
import { progressOf, type RunProgress } from "./run-progress.ts"

/** After so many falls there is nothing to be hoped for. */
const MOST_FALLS = 6

/**
 * @returns why it ended
 * @throws StudioError out-of-memory, device-unavailable, internal where numbers ran away again and again; Node's own
 *   errors where the run cannot be kept, which then goes on from what was kept before
 */
export async function* learn(
  material: RunMaterial,
  options: LearnOptions,
): AsyncGenerator<RunEvent, "finished" | "paused"> {
  const { steps, measureEvery, patience } = material.config
  const learner = await openLearner(material, options)
  try {
    const course = new Course(learner, options.keeper)
    await course.begin()
    const speed = createSpeed(options.nowMs)
    if (course.progress.measurements.length === 0) yield* course.measure()
    speed.begin()
    while (course.progress.step < steps && !course.progress.isStale(patience)) {
      if (!(await course.step(speed.lap))) continue
      const { step } = course.progress
      yield { kind: "step", step, stepsPerSecond: speed.perSecond() }
      if (step % measureEvery === 0 || step === steps) {
        yield* course.measure()
        speed.begin()
      }
      if (options.pause.aborted && course.progress.step < steps) {
        await course.keep()
        return "paused"
      }
    }
    return "finished"
  } finally {
    await learner.close()
  }
}

/** How far a learner has come, step by step, and back where its numbers run away. */
class Course {
  progress: RunProgress = progressOf()
  readonly #learner: Learner
  readonly #keeper: RunKeeper

  constructor(learner: Learner, keeper: RunKeeper) {
    this.#learner = learner
    this.#keeper = keeper
  }

  /** Goes on from what is kept. */
  async begin(): Promise<void> {
    const kept = this.#keeper.load()
    if (!kept) return
    await this.#learner.write(kept.state)
    this.progress = kept.progress
  }

  /** @param lap seconds that it took @returns whether a step was made: not where its numbers ran away */
  async step(lap: () => number): Promise<boolean> {
    const { loss, norm } = await this.#learner.step(this.progress.step, this.progress.rateFactor)
    if (!Number.isFinite(loss) || !Number.isFinite(norm)) {
      await this.#fallBack()
      return false
    }
    this.progress = this.progress.stepped(loss, lap())
    return true
  }

  /** Tells nothing where its numbers ran away. */
  async *measure(): AsyncGenerator<RunEvent, void> {
    const valid = await this.#learner.measure()
    if (!Number.isFinite(valid)) return this.#fallBack()
    const { measured, isBest } = this.progress.measured(valid)
    this.progress = measured
    const measurement = measured.measurements.at(-1)!
    const state = await this.#learner.read()
    // First what can be heard: a measurement that is kept without its weights could not become a model.
    this.#keeper.saveWeights(this.#learner.weights(state), measurement, isBest)
    this.#keeper.save(state, measured)
    yield { kind: "measured", measurement, isBest }
  }

  async keep(): Promise<void> {
    this.#keeper.save(await this.#learner.read(), this.progress)
  }

  /** To what was kept last, from where it goes on half as fast. */
  async #fallBack(): Promise<void> {
    const kept = this.#keeper.load()
    if (!kept) return fail("internal", "The numbers that the model begins with have run away")
    if (this.progress.falls >= MOST_FALLS)
      fail("internal", "The model's numbers ran away again and again; begin anew with a lower rate")
    this.progress = kept.progress.fallen(this.progress)
    await this.#learner.write(kept.state)
  }
}

const SMOOTHING = 20
/** What a clock tells apart. */
const LEAST_SECONDS = 1e-6

function createSpeed(nowMs: () => number) {
  let last = nowMs()
  let speed = 0
  return {
    /** Of the next lap. */
    begin: () => void (last = nowMs()),
    /** Seconds since the last one. */
    lap(): number {
      const now = nowMs()
      const seconds = (now - last) / 1000
      last = now
      const latest = 1 / Math.max(seconds, LEAST_SECONDS)
      speed = speed === 0 ? latest : speed + (latest - speed) / SMOOTHING
      return seconds
    },
    perSecond: (): number => speed,
  }
}
