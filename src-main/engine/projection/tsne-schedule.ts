/**
 * How the optimisation runs: early exaggeration 12 and a learning rate of N / 12 (Belkina et al. 2019, Kobak & Berens 2019), momentum
 * 0.5 then 0.8 (van der Maaten & Hinton 2008).
 *
 * In 3-D the exaggerated phase follows the true gradient for two degrees of freedom, whose long pull sorts the map out;
 * then the sharp forces, where far neighbours pull less, settle the near ones. Measured against the gradient all the
 * way: more trustworthiness and recall (see .github/adr/0004-projection-methods.md).
 *
 * Few points need no sorting out, and the exaggerated forces tear them apart: they start from a PCA at its full size.
 */
import type { OutputDims } from "./points.ts"

export interface Schedule {
  outputDims: OutputDims
  iterations: number
  exaggeratedIterations: number
  learningRate: number
  /** Standard deviation of the start on its first axis. */
  startSpread: number
  exaggeration: number
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
const START_SPREAD = 1e-4
const FEW_POINTS = 200
const FEW_START_SPREAD = 1
const FEW_MINIMUM_LEARNING_RATE = 2

export function scheduleFor(
  count: number,
  outputDims: OutputDims,
  asked: number | undefined,
): Schedule {
  const iterations = asked ?? ITERATIONS_UP_TO.find(([most]) => count <= most)?.[1] ?? 600
  const isFew = count <= FEW_POINTS
  return {
    outputDims,
    iterations,
    startSpread: isFew ? FEW_START_SPREAD : START_SPREAD,
    exaggeration: isFew ? 1 : EXAGGERATION,
    exaggeratedIterations: Math.min(
      EXAGGERATED_ITERATIONS,
      Math.floor(iterations * MOST_EXAGGERATED),
    ),
    learningRate: Math.max(
      count / EXAGGERATION,
      isFew ? FEW_MINIMUM_LEARNING_RATE : MINIMUM_LEARNING_RATE,
    ),
    firstLaw: outputDims === 2 ? CAUCHY : STUDENT_2,
    lastLaw: outputDims === 2 ? CAUCHY : SHARP,
  }
}

export function settingsAt(schedule: Schedule, iteration: number): StepSettings {
  return iteration < schedule.exaggeratedIterations
    ? { law: schedule.firstLaw, exaggeration: schedule.exaggeration, momentum: 0.5 }
    : { law: schedule.lastLaw, exaggeration: 1, momentum: 0.8 }
}

/** 2 (dof + 1) / dof, in the kernel's length unit: dof = outputDims - 1. */
export function gradientScale(outputDims: OutputDims): number {
  return outputDims === 2 ? 4 : 3
}
