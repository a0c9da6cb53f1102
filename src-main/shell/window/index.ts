export { createStudioWindow } from "./studio-window.ts"
export { usableBounds, WindowBounds } from "./bounds.ts"
