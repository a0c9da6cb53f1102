/** From gestures to sound: decks that learn from recordings of a rig, and rigs that play. */
export { scratchFitTask, type ScratchFitInput } from "./service/fit-task-io.ts"
export { createScratchSound, type ScratchSoundOptions } from "./service/sound-service.ts"
export { scratchSoundTask } from "./service/sound-task-io.ts"
export { readRig } from "./rig/rig.ts"
export { rigFacts } from "./rig/rig-facts.ts"
