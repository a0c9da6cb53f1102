import type { Handlers, StudioContract } from "#shared/contract/index.ts"
import { loadControllers } from "./controllers-io.ts"

export { loadControllers } from "./controllers-io.ts"
export { renderTake } from "./render-take-io.ts"

export const gestureHandlers = (): Pick<Handlers<StudioContract>, "gestures.controllers"> => ({
  "gestures.controllers": () => Promise.resolve(loadControllers()),
})
