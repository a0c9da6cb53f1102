export { midiFromProject, type ToMidi } from "./midi-from-project.ts"
export { readMidi } from "./read-midi.ts"
export { projectFromMidi, type FromMidi } from "./project-from-midi.ts"
