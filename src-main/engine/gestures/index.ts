export { loadControllers } from "./controllers-io.ts"
export { createGestureService } from "./gesture-service.ts"
export { createKeptTakes, type KeptTakes } from "./kept-takes-store.ts"
export { renderPlayed, renderTake } from "./render-take-io.ts"
