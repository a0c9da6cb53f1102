export { loopBeats, loopsOfNotes, notesOfLoop, type PlacedLoop } from "./clip-loops.ts"
