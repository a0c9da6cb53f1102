/** Models that learn music: runs, models, what they make up. */
export { createTraining } from "./create-training.ts"
export { readMaterial } from "./files/material-io.ts"
export { createRunKeeper } from "./files/run-files-io.ts"
export { learn } from "./loop/trainer.ts"
export type { LearnOrder, TrainingCall, TrainingReply } from "./process/wire.ts"
