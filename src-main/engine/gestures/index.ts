export { loadControllers } from "./controllers-io.ts"
export { renderTake } from "./render-take-io.ts"
