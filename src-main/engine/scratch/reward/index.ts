export { gridScore } from "./rhythm.ts"
export { soundsOf, type Sounds } from "./sounds.ts"
export { type Worth, worthOf } from "./reward.ts"
