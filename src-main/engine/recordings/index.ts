/** Takes: what is recorded from inputs, on disk as it is played. */
export { createTakeService } from "./take-service.ts"
