/** Tunes as a folder of MIDI files: each another, all of one style, so that a small model learns something of them. */
import { writeMidiFile, type MidiEvent } from "../../src-main/shared/music/midi-file/index.ts"
import { seededRandom } from "../../src-main/shared/music/random.ts"

const QUARTER = 480
const BARS = 24
/** D major, from the leading note below to the octave above. */
const SCALE = [61, 62, 64, 66, 67, 69, 71, 73, 74, 76]
const CHORDS = [50, 55, 57, 50]

/** 24 bars of six eighths over a bass. */
export function aTune(seed: number): Uint8Array {
  const random = seededRandom(seed)
  const events: MidiEvent[] = []
  const play = (pitch: number, ticks: number, length: number, velocity: number): void => {
    const [on, off] = [ticks, ticks + length]
    events.push({ kind: "noteOn", ticks: on, channel: 0, pitch, velocity })
    events.push({ kind: "noteOff", ticks: off, channel: 0, pitch, velocity: 64 })
  }
  let at = 1 + Math.floor(random() * 5)
  for (let bar = 0; bar < BARS; bar++) {
    const start = bar * 4 * QUARTER
    play(CHORDS[bar % CHORDS.length]! - 12, start, 2 * QUARTER, 60)
    for (let eighth = 0; eighth < 8; eighth++) {
      at += Math.round((random() - 0.5) * 4)
      at = Math.min(SCALE.length - 1, Math.max(0, at))
      if (random() < 0.85)
        play(SCALE[at]!, start + (eighth * QUARTER) / 2, QUARTER / 2, eighth % 4 === 0 ? 96 : 76)
    }
  }
  const rank = ({ kind }: MidiEvent): number => (kind === "noteOff" ? 0 : 1)
  events.sort((a, b) => a.ticks - b.ticks || rank(a) - rank(b))
  const track = { events, endTicks: BARS * 4 * QUARTER }
  return writeMidiFile({
    ...{ format: 0, division: { kind: "quarters", ticksPerQuarter: QUARTER } },
    tracks: [track],
  })
}

export const aMidiFolder = (count: number): { name: string; bytes: Uint8Array }[] =>
  Array.from({ length: count }, (_, i) => ({ name: `Tune ${i + 1}.mid`, bytes: aTune(i + 1) }))
