export { gestureOfPerformance } from "./as-gesture.ts"
export { GENES } from "./genes.ts"
export { BAR_BEATS, LEAD_BEATS, type Performance, Stage } from "./perform.ts"
