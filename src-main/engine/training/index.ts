export { createRunKeeper } from "./files/run-files-io.ts"
export { readMaterial } from "./files/material-io.ts"
export { learn } from "./loop/trainer.ts"
export type { LearnOrder, TrainingCall, TrainingReply } from "./process/wire.ts"
