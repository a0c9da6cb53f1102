export { gestureOfPerformance } from "./as-gesture.ts"
export { firstStrokes } from "./first-strokes.ts"
export { GENES } from "./genes.ts"
export {
  BAR_BEATS,
  barSteps,
  handsOf,
  LEAD_BEATS,
  type Performance,
  Stage,
  START_SECONDS,
  type WantedHands,
} from "./perform.ts"
