/** Latent loops: short melodies and drum patterns as points of a learnt space, and back. */
export { createLoopService } from "./service/loops-service.ts"
