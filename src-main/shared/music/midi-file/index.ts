export { channelEvent, channelMessage } from "./channel-events.ts"
export { metaEvent, metaValue } from "./meta.ts"
export type { MetaValue, SmpteOffset, TextRole, TimeSignature } from "./meta.ts"
export type {
  ChannelEvent,
  EscapeEvent,
  MetaEvent,
  MidiDivision,
  MidiEvent,
  MidiFile,
  MidiTrack,
  NoteOffEvent,
  NoteOnEvent,
  MidiLoss,
  ReadMidiFile,
  SmpteRate,
  SysexEvent,
} from "./midi-events.ts"
export { MAX_VARIABLE_LENGTH } from "./midi-events.ts"
export { MidiFileError } from "./midi-file-error.ts"
export { readMidiFile, type ReadMidiOptions } from "./read.ts"
export { writeMidiFile, type WriteMidiOptions } from "./write.ts"
