export { guardContents } from "./navigation.ts"
export { guardSession } from "./session-guard.ts"
export { registerStudioScheme, serveStudio, STUDIO_ORIGIN } from "./studio-scheme.ts"
export { isFromStudio } from "./sender.ts"
