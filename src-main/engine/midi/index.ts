export { createMidiFeed, type MidiFeed } from "./midi-feed.ts"
