export { createStudioWindow } from "./studio-window.ts"
