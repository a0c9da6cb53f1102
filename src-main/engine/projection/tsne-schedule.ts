/**
 * How the optimisation runs: early exaggeration 12 and learning rate N / 12 (Belkina et al. 2019, Kobak & Berens 2019),
 * momentum 0.5 then 0.8 (van der Maaten & Hinton 2008).
 */
export interface Schedule {
  iterations: number
  exaggeratedIterations: number
  learningRate: number
}

export interface StepSettings {
  exaggeration: number
  momentum: number
}

const EXAGGERATION = 12
const EXAGGERATED_ITERATIONS = 250
const DEFAULT_ITERATIONS = 750
const MINIMUM_LEARNING_RATE = 50

export function scheduleFor(count: number, iterations = DEFAULT_ITERATIONS): Schedule {
  return {
    iterations,
    exaggeratedIterations: Math.min(EXAGGERATED_ITERATIONS, Math.floor(iterations / 3)),
    learningRate: Math.max(count / EXAGGERATION / 4, MINIMUM_LEARNING_RATE),
  }
}

export function settingsAt(schedule: Schedule, iteration: number): StepSettings {
  return iteration < schedule.exaggeratedIterations
    ? { exaggeration: EXAGGERATION, momentum: 0.5 }
    : { exaggeration: 1, momentum: 0.8 }
}
