export { controlMidi } from "./control-midi.ts"
export { MidiControls } from "./midi-controls.svelte.ts"
export { hearsMidi, playsNotes, trackMidiItems } from "./track-midi.ts"
