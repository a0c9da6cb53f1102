/** The scratch lab's engine: gestures read, discovered, answered and made to sound. */
export { classifyTake } from "./reading/classify-take.ts"
export { createScratchService } from "./scratch-service.ts"
