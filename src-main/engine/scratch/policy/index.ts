export { dayOf, playerOf, type Practice, practise } from "./practice.ts"
export { packPractice, unpackPractice } from "./practice-file.ts"
export { scratchPractiseTask } from "./practise-task.ts"
