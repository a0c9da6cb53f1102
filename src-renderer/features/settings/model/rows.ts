/** All settings by their names: what the search and the palette look through. Pure. */

export const SECTIONS = [
  {
    id: "appearance",
    title: "Appearance",
    rows: [
      { id: "theme", label: "Theme", words: "colours dark light high contrast night" },
      { id: "size", label: "Size of everything", words: "scale zoom larger smaller text" },
      { id: "motion", label: "Motion", words: "animation reduced still" },
    ],
  },
  {
    id: "audio",
    title: "Audio",
    rows: [
      { id: "output", label: "Output", words: "sound device loudspeaker rate latency" },
      { id: "count-in", label: "Count-in", words: "record bars metronome" },
      { id: "latency", label: "Latency of recordings", words: "calibrate loopback measure input" },
    ],
  },
  {
    id: "midi",
    title: "MIDI and controllers",
    rows: [
      { id: "devices", label: "Devices", words: "midi keyboard input output port" },
      { id: "clock", label: "MIDI clock", words: "sync tempo follow send external" },
      { id: "bindings", label: "What controls move", words: "midi bindings learn fader knob pad" },
      {
        id: "controllers",
        label: "Turntable controllers",
        words: "deck platter jog teach profile",
      },
    ],
  },
  {
    id: "keys",
    title: "Playing keys",
    rows: [
      { id: "playing", label: "Play with the computer’s keys", words: "piano keyboard typing" },
      { id: "octave", label: "Octave", words: "pitch higher lower" },
      { id: "velocity", label: "Velocity", words: "loud soft strength" },
    ],
  },
  {
    id: "library",
    title: "Library and space",
    rows: [
      { id: "folder", label: "Folder", words: "library path where files disk" },
      { id: "space", label: "Space", words: "disk size bytes cache recordings models free" },
    ],
  },
  {
    id: "compute",
    title: "Compute",
    rows: [
      { id: "executor", label: "Trains with", words: "executor processor graphics card gpu cpu" },
      { id: "test", label: "What this computer has", words: "self-test speed webgpu cuda onnx" },
    ],
  },
  {
    id: "about",
    title: "About",
    rows: [
      { id: "version", label: "Version", words: "slipmat electron platform" },
      { id: "licences", label: "Licences", words: "open source mit notices packages" },
    ],
  },
] as const satisfies readonly Section[]

interface Section {
  id: string
  title: string
  rows: readonly { id: string; label: string; words: string }[]
}

export type SectionId = (typeof SECTIONS)[number]["id"]
export type RowId = (typeof SECTIONS)[number]["rows"][number]["id"]

/** Words of the query may stand in any order; a section's name finds all that is in it. */
export function findRows(query: string): ReadonlySet<RowId> {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  const found = SECTIONS.flatMap(({ title, rows }) =>
    rows.filter(({ label, words }) => {
      const own = `${title} ${label} ${words}`.toLowerCase()
      return wanted.every((word) => own.includes(word))
    }),
  )
  return new Set(found.map(({ id }) => id))
}
