export { setScale } from "./scale.ts"
export { createStudioWindow } from "./studio-window.ts"
