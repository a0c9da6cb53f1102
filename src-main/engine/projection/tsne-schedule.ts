/**
 * How the optimisation runs: early exaggeration 12 and a learning rate of N / 12 (Belkina et al. 2019, Kobak & Berens 2019), momentum
 * 0.5 then 0.8 (van der Maaten & Hinton 2008).
 *
 * In 3-D the exaggerated phase follows the true gradient for two degrees of freedom, whose long pull sorts the map out;
 * then the sharp forces, where far neighbours pull less, settle the near ones. Measured against the gradient all the
 * way: more trustworthiness and recall (see .github/adr/0004-projection-methods.md).
 */
import type { OutputDims } from "./points.ts"

export interface Schedule {
  outputDims: OutputDims
  iterations: number
  exaggeratedIterations: number
  learningRate: number
  /** Force law while exaggerated. */
  firstLaw: number
  /** Force law of the rest. */
  lastLaw: number
}

export interface StepSettings {
  law: number
  exaggeration: number
  momentum: number
}

/** The kernel's force laws. */
export const CAUCHY = 0
export const STUDENT_2 = 1
export const SHARP = 2

const EXAGGERATION = 12
const EXAGGERATED_ITERATIONS = 150
const MOST_EXAGGERATED = 0.375
/** Smaller maps settle sooner. */
const ITERATIONS_UP_TO = [
  [1000, 400],
  [4000, 500],
  [Number.POSITIVE_INFINITY, 600],
] as const
const MINIMUM_LEARNING_RATE = 50

export function scheduleFor(
  count: number,
  outputDims: OutputDims,
  asked: number | undefined,
): Schedule {
  const iterations = asked ?? ITERATIONS_UP_TO.find(([most]) => count <= most)?.[1] ?? 600
  return {
    outputDims,
    iterations,
    exaggeratedIterations: Math.min(
      EXAGGERATED_ITERATIONS,
      Math.floor(iterations * MOST_EXAGGERATED),
    ),
    learningRate: Math.max(count / EXAGGERATION, MINIMUM_LEARNING_RATE),
    firstLaw: outputDims === 2 ? CAUCHY : STUDENT_2,
    lastLaw: outputDims === 2 ? CAUCHY : SHARP,
  }
}

export function settingsAt(schedule: Schedule, iteration: number): StepSettings {
  return iteration < schedule.exaggeratedIterations
    ? { law: schedule.firstLaw, exaggeration: EXAGGERATION, momentum: 0.5 }
    : { law: schedule.lastLaw, exaggeration: 1, momentum: 0.8 }
}

/** 2 (dof + 1) / dof, in the kernel's length unit: dof = outputDims - 1. */
export function gradientScale(outputDims: OutputDims): number {
  return outputDims === 2 ? 4 : 3
}
