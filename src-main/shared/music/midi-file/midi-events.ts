/**
 * What a Standard MIDI File holds (RP-001 1.0), as plain data and nothing lost: every event has an absolute time in ticks, and
 * what the standard leaves open (system exclusive, meta events) keeps its bytes. `meta.ts` says what the bytes of a meta
 * event mean; `../midi-notes.ts` joins note-ons and note-offs to notes.
 */

/** How long a tick is: a part of a quarter note, whose length the tempo says, or a part of a film frame. */
export type MidiDivision =
  | { kind: "quarters"; ticksPerQuarter: number }
  | { kind: "smpte"; framesPerSecond: SmpteRate; ticksPerFrame: number }

/** Film frames per second; 29 stands for the 29.97 of drop-frame time code, as in the file. */
export type SmpteRate = 24 | 25 | 29 | 30

export interface MidiFile {
  /** 0: one track of all channels; 1: tracks played together; 2: tracks played one by one. */
  format: 0 | 1 | 2
  division: MidiDivision
  tracks: MidiTrack[]
}

/** A file as it was read: with what had to be mended, in words that name the track (from 1) and the byte (from 0). */
export interface ReadMidiFile extends MidiFile {
  /** What was mended, by bytes of the file: for who looks into it. */
  warnings: string[]
  lost: MidiLoss
}

/** What of a damaged file's music is not there: for who hears it. */
export interface MidiLoss {
  /** That the file announces and does not hold, 0 upwards. */
  missingTracks: number
  /** Its header does not say how long a tick is. */
  isTempoGuessed: boolean
  /** Of those that have lost something. */
  inTracks: (TrackLoss & { index: number })[]
}

/** In ticks of the file, within one track. */
export interface TrackLoss {
  /** Left out, cut, or with a value that was mended. */
  damagedEvents: number
  firstTicks: number
  lastTicks: number
  /** All that came after the end of the track as it was read is missing. */
  isCutOff: boolean
}

export interface MidiTrack {
  /** In the order of the file, so that `ticks` never falls. */
  events: MidiEvent[]
  /** Where the end-of-track event stands, which is not one of `events`: at or after the last of them. */
  endTicks: number
}

/** `channel` counts from 0 to 15; pitches, velocities, controllers, values and programs are 0..127. */
export type MidiEvent = ChannelEvent | SysexEvent | EscapeEvent | MetaEvent

export type ChannelEvent =
  | NoteOffEvent
  | NoteOnEvent
  | { ticks: number; kind: "polyPressure"; channel: number; pitch: number; pressure: number }
  | { ticks: number; kind: "controlChange"; channel: number; controller: number; value: number }
  | { ticks: number; kind: "programChange"; channel: number; program: number }
  | { ticks: number; kind: "channelPressure"; channel: number; pressure: number }
  /** `bend` is -8192..8191, 0 at rest. */
  | { ticks: number; kind: "pitchBend"; channel: number; bend: number }

/** Velocity 0 ends a note, as a note-off does. */
export interface NoteOnEvent {
  ticks: number
  kind: "noteOn"
  channel: number
  pitch: number
  velocity: number
}

/** `velocity` says how fast the key was released. */
export interface NoteOffEvent {
  ticks: number
  kind: "noteOff"
  channel: number
  pitch: number
  velocity: number
}

/** A system exclusive message (F0), or its first part: the bytes after F0, with the F7 at their end where it is whole. */
export interface SysexEvent {
  ticks: number
  kind: "sysex"
  bytes: Uint8Array
}

/** Bytes to send as they are (F7): further parts of a system exclusive message, or anything else. */
export interface EscapeEvent {
  ticks: number
  kind: "escape"
  bytes: Uint8Array
}

/** Tempo, text, signatures and whatever else is not sent to an instrument. `type` is 0..255, except 0x2f, the end of track. */
export interface MetaEvent {
  ticks: number
  kind: "meta"
  type: number
  bytes: Uint8Array
}

export const END_OF_TRACK = 0x2f
/** The largest number that four bytes of seven bits hold: the longest delta time and the longest message. */
export const MAX_VARIABLE_LENGTH = 0x0fffffff
