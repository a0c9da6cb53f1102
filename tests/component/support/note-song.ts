/** A small piece in D minor: a melody, chords that loop, a bass and drums. */
import { type Project } from "#shared/project/index.ts"
import { after, anEmptyProject, aNote, aNotesClip } from "../../support/projects.ts"

const BAR = 3840
const MELODY: readonly [start: number, length: number, pitch: number, velocity: number][] = [
  [0, 700, 62, 96],
  [720, 230, 65, 60],
  [960, 940, 69, 110],
  [1920, 450, 67, 84],
  [2400, 450, 65, 78],
  [2880, 450, 64, 70],
  [3360, 450, 65, 82],
  [3840, 1400, 62, 100],
  [5280, 230, 64, 58],
  [5520, 230, 65, 66],
  [5760, 1500, 67, 104],
  [7680, 700, 69, 92],
  [8400, 230, 70, 72],
  [8640, 940, 74, 118],
  [9600, 450, 72, 90],
  [10080, 450, 70, 80],
  [10560, 450, 69, 76],
  [11040, 450, 67, 70],
  [11520, 1900, 65, 98],
  [13440, 900, 64, 74],
  [14400, 900, 62, 86],
]
const CHORDS = [
  [50, 57, 62, 65],
  [46, 53, 58, 65],
  [53, 57, 60, 65],
  [48, 55, 60, 64],
]

export function aSong(): Project {
  const melody = MELODY.map(([startTicks, lengthTicks, pitch, velocity], i) =>
    aNote(`m${i}`, { startTicks, lengthTicks, pitch, velocity }),
  )
  const chords = CHORDS.flatMap((pitches, bar) =>
    pitches.map((pitch) =>
      aNote(`c${bar}-${pitch}`, {
        startTicks: bar * BAR,
        lengthTicks: BAR - 60,
        pitch,
        velocity: 64,
      }),
    ),
  )
  const drums = Array.from({ length: 64 }, (_, i) => i).flatMap((i) => [
    ...(i % 2 === 0 ? [hit(i, 42, i % 4 === 0 ? 90 : 62)] : []),
    ...(i % 16 === 0 || i % 16 === 10 ? [hit(i, 36, 112)] : []),
    ...(i % 16 === 8 ? [hit(i, 38, 104)] : []),
    ...(i === 62 ? [hit(i, 46, 96)] : []),
  ])
  const bends = Array.from({ length: 12 }, (_, i): [number, number, number, number] => {
    return [8640 + i * 80, 0xe0, 0, 64 + Math.round(20 * Math.sin((i / 11) * Math.PI))]
  })
  const wheel = Array.from({ length: 24 }, (_, i): [number, number, number, number] => {
    return [3840 + i * 120, 0xb0, 1, Math.round(90 * (i / 23) ** 2)]
  })
  const place = { lengthTicks: 4 * BAR, startTicks: 8 * BAR }
  return after(
    anEmptyProject(),
    ["track.add", { id: "keys", kind: "instrument", name: "Piano", colour: 2 }],
    ["track.add", { id: "strings", kind: "instrument", name: "Strings", colour: 5 }],
    ["track.add", { id: "kit", kind: "drum", name: "Drums", colour: 0 }],
    ["key.set", { events: [{ tick: 0, tonic: "D", mode: "minor" }] }],
    [
      "clip.add",
      {
        clips: [
          aNotesClip("melody", {
            ...place,
            name: "Verse melody",
            notes: melody,
            controllers: [...wheel, ...bends],
          }),
          aNotesClip("chords", { ...place, trackId: "strings", name: "Strings", notes: chords }),
          aNotesClip("beat", { ...place, trackId: "kit", name: "Kit, half time", notes: drums }),
        ],
      },
    ],
  )
}

const hit = (step: number, pitch: number, velocity: number) =>
  aNote(`d${step}-${pitch}`, { startTicks: step * 240, lengthTicks: 240, pitch, velocity })
