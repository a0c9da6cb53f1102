/** Answers loops.*. */
import type { Handlers, LoopModel, loops as contract } from "#shared/contract/index.ts"
import { createProcessExecutor } from "../../compute/index.ts"
import { describeModel, loopFiles, openLoopModel } from "../models/models-io.ts"
import { createSpaces } from "./spaces.ts"

export interface LoopService {
  handlers: Handlers<typeof contract>
  close(): Promise<void>
}

export function createLoopService(): LoopService {
  const files = loopFiles()
  /** Read once: they never change. */
  let models: LoopModel[] | undefined
  const { within, close } = createSpaces({
    open: (id) => openLoopModel(id, files),
    createExecutor: () => createProcessExecutor("onnx-cpu"),
  })
  return {
    close,
    handlers: {
      "loops.models": () =>
        (models ??= [...files.keys()].map((id) => describeModel(id, openLoopModel(id, files)))),
      "loops.encode": ({ modelId, loops }) => within(modelId, (space) => space.encode(loops)),
      "loops.decode": ({ modelId, points }) =>
        within(modelId, async (space) => (await space.decode(points)).map(({ loop }) => loop)),
      "loops.between": ({ modelId, ...asked }) => within(modelId, (space) => space.between(asked)),
      "loops.sample": ({ modelId, ...asked }) => within(modelId, (space) => space.sample(asked)),
      "loops.vary": ({ modelId, ...asked }) => within(modelId, (space) => space.vary(asked)),
      "loops.nudge": ({ modelId, ...asked }) => within(modelId, (space) => space.nudge(asked)),
      "loops.arrange": ({ modelId, points }) => within(modelId, (space) => space.arrange(points)),
    },
  }
}
