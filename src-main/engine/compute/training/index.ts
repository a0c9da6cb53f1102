export * from "./dropout.ts"
export * from "./optimiser.ts"
export * from "./schedule.ts"
export * from "./training-step.ts"
