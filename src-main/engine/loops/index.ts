/** Latent loops: short melodies and drum patterns as points of a learnt space, and back. */
export { hearingOf } from "./heard/hearing.ts"
export type { LoopSettings } from "./learn/graph.ts"
export { createLoopKeeper } from "./learn/keeping-io.ts"
export { learnLoops } from "./learn/learn.ts"
export { scalesOf } from "./learn/scales.ts"
export { gatherLoops } from "./material/gather.ts"
export { examineLoops } from "./measures/examine.ts"
export { examinedModel } from "./measures/card.ts"
export {
  describeModel,
  loopFiles,
  openLoopModel,
  readLoopModel,
  writeLoopModel,
} from "./models/models-io.ts"
export type { LoopModelFile } from "./models/model-file.ts"
export type { LoopNetwork } from "./network/config.ts"
export { createLoopService } from "./service/loops-service.ts"
export { type LoopSpace, openLoopSpace } from "./space/space.ts"
