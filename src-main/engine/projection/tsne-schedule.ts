/**
 * How the optimisation runs: early exaggeration 12 and a learning rate of N / 12 (Belkina et al. 2019, Kobak & Berens 2019; a quarter
 * of it here, because the gradient's factor 4 stays in), momentum 0.5 then 0.8 (van der Maaten & Hinton 2008).
 *
 * In 3-D the exaggerated phase follows the true gradient for two degrees of freedom, whose long pull sorts the map out;
 * then the sharp forces, where far neighbours pull less, settle the near ones. Measured against the gradient all the
 * way: more trustworthiness and recall (see the record of the decision).
 */
import type { OutputDims } from "./points.ts"

export interface Schedule {
  outputDims: OutputDims
  iterations: number
  exaggeratedIterations: number
  learningRate: number
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
const EXAGGERATED_ITERATIONS = 250
const DEFAULT_ITERATIONS = 750
const MINIMUM_LEARNING_RATE = 50

export function scheduleFor(
  count: number,
  outputDims: OutputDims,
  iterations = DEFAULT_ITERATIONS,
): Schedule {
  return {
    outputDims,
    iterations,
    exaggeratedIterations: Math.min(EXAGGERATED_ITERATIONS, Math.floor(iterations / 3)),
    learningRate: Math.max(count / EXAGGERATION / 4, MINIMUM_LEARNING_RATE),
  }
}

export function settingsAt(schedule: Schedule, iteration: number): StepSettings {
  const isFlat = schedule.outputDims === 2
  return iteration < schedule.exaggeratedIterations
    ? { law: isFlat ? CAUCHY : STUDENT_2, exaggeration: EXAGGERATION, momentum: 0.5 }
    : { law: isFlat ? CAUCHY : SHARP, exaggeration: 1, momentum: 0.8 }
}

/** 2 (dof + 1) / dof, in the kernel's length unit: dof = outputDims - 1. */
export function gradientScale(outputDims: OutputDims): number {
  return outputDims === 2 ? 4 : 3
}
