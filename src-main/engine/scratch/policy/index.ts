export { playSkills } from "./play.ts"
export { dayOf, playerOf, type Practice, practise, randomPlayer } from "./practice.ts"
export { packPractice, unpackPractice } from "./practice-file.ts"
export { scratchPractiseTask } from "./practise-task.ts"
