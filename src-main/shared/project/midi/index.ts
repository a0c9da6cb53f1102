export { midiFromProject, type ToMidi } from "./midi-from-project.ts"
export { projectFromMidi, type FromMidi } from "./project-from-midi.ts"
