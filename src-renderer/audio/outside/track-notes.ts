/** The notes of tracks that go to MIDI outputs, as messages in the order of time, and those that sound there. Pure. */
import type { Score } from "#shared/dsp/graph/index.ts"
import {
  trackOf,
  tracksInSoundOrder,
  type MidiOutput,
  type Project,
  type Track,
} from "#shared/project/index.ts"
import { clipsOfKind, heardTracks, scoreOf, type SongTime } from "#shared/project/sound/index.ts"
import type { AheadStretch } from "./song-ahead.ts"

export interface OutsideMessage {
  port: string
  bytes: Uint8Array
  /** From the beginning of the stretch. */
  afterFrames: number
}

interface Sent {
  output: MidiOutput
  score: Score
  /** What the score is made of. */
  clips: Project["clips"]
  tempo: Project["tempo"]
  /** Pitches that sound. */
  sounding: Set<number>
}

const NOTE_ON = 0x90
const NOTE_OFF = 0x80
const CHANNEL_STATUS = 0xf0

export class TrackNotes {
  #sent = new Map<string, Sent>()

  /** Follows the document. @returns the ends of notes that the document has no more */
  follow(project: Project, time: SongTime): OutsideMessage[] {
    const heard = outsideTracks(project)
    const ends: OutsideMessage[] = []
    for (const [id, before] of this.#sent) {
      const track = heard.find((each) => each.id === id)
      const isSame =
        track?.midiOutput === before.output &&
        project.clips === before.clips &&
        project.tempo === before.tempo
      if (isSame) continue
      ends.push(...endsOf(before))
      this.#sent.delete(id)
    }
    for (const track of heard) {
      if (this.#sent.has(track.id)) continue
      const clips = clipsOfKind(project, track.id, "notes")
      this.#sent.set(track.id, {
        ...{ output: track.midiOutput!, score: scoreOf(track, clips, time) },
        ...{ clips: project.clips, tempo: project.tempo, sounding: new Set() },
      })
    }
    return ends
  }

  /** What is played in a stretch. */
  advance({ songFrame, frames, isLeap }: AheadStretch): OutsideMessage[] {
    return [...this.#sent.values()].flatMap((sent) => {
      const messages = isLeap ? endsOf(sent) : []
      const { frames: at, messages: all } = sent.score
      for (let i = firstFrom(at, songFrame); i < at.length && at[i]! < songFrame + frames; i++)
        messages.push(messageOf(sent, all[i]!, at[i]! - songFrame))
      return messages
    })
  }

  /** Nothing sounds any more. @returns the outputs that were used */
  stop(): Set<string> {
    const ports = new Set([...this.#sent.values()].map(({ output }) => output.port))
    this.#sent.clear()
    return ports
  }
}

/** Tracks that are heard, and go to an output. */
function outsideTracks(project: Project): Track[] {
  const tracks = project.trackOrder.map((id) => trackOf(project, id))
  if (!tracks.some(({ midiOutput }) => midiOutput)) return []
  const { audible, onlySends } = heardTracks(project, tracksInSoundOrder(project))
  return tracks.filter(({ id, midiOutput }) => midiOutput && audible.has(id) && !onlySends.has(id))
}

/** The bytes of status << 16 | data 1 << 8 | data 2 on the output's channel. */
export function bytesFor({ channel }: MidiOutput, message: number): Uint8Array {
  const status = ((message >> 16) & CHANNEL_STATUS) | channel
  const data = [(message >> 8) & 0x7f, message & 0x7f]
  const isShort = (status & CHANNEL_STATUS) === 0xc0 || (status & CHANNEL_STATUS) === 0xd0
  return Uint8Array.from([status, ...(isShort ? data.slice(0, 1) : data)])
}

function messageOf({ output, sounding }: Sent, message: number, afterFrames: number) {
  const [kind, pitch] = [(message >> 16) & CHANNEL_STATUS, (message >> 8) & 0x7f]
  if (kind === NOTE_ON && (message & 0x7f) > 0) sounding.add(pitch)
  else if (kind === NOTE_ON || kind === NOTE_OFF) sounding.delete(pitch)
  return { port: output.port, bytes: bytesFor(output, message), afterFrames }
}

function endsOf({ output, sounding }: Sent): OutsideMessage[] {
  const ends = [...sounding].map((pitch) => ({
    ...{ port: output.port, afterFrames: 0 },
    bytes: bytesFor(output, (NOTE_OFF << 16) | (pitch << 8) | 64),
  }))
  sounding.clear()
  return ends
}

function firstFrom(frames: Float64Array, from: number): number {
  let [low, high] = [0, frames.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (frames[middle]! < from) low = middle + 1
    else high = middle
  }
  return low
}
