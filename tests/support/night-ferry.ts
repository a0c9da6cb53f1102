/** A song of eight tracks as a person would have made it: for tests of views, and for looking at them. */
import type { CommandName, Project } from "#shared/project/index.ts"
import { after, anAudioClip, anEmptyProject, aNote, aNotesClip, TAKE } from "./projects.ts"

const BAR = 3840
const bar = (number: number): number => (number - 1) * BAR

/** Part ids of the recordings, for a library that has them. */
export const PATH_PART = "path-part"
export const QUAY_PART = "quay-part"

type Notes = Parameters<typeof aNote>[1][]

const CHORDS = ["Dm", "Bb", "F", "C", "Dm", "Gm", "Bb", "A7"]
const ROOTS = [50, 46, 53, 48, 50, 43, 46, 45]

export function nightFerry(): Project {
  const tracks: [string, string, string, number][] = [
    ["drums", "drum", "Drums", 0],
    ["bass", "instrument", "Bass", 1],
    ["piano", "instrument", "Piano", 2],
    ["strings", "instrument", "Strings", 5],
    ["chunks", "audio", "Map chunks", 3],
    ["quay", "audio", "Quay ambience", 7],
    ["deck", "audio", "Deck A", 6],
    ["hall", "bus", "Hall", 4],
  ]
  const levels = [-3.4, -4.3, -4.8, -5.6, -5.9, -9.2, -3.8, -5.4]
  const sections: [number, string][] = [
    [1, "Intro"],
    [9, "Verse A"],
    [17, "Verse B"],
    [25, "Scratch break"],
    [33, "Chorus 2"],
  ]
  return after(
    anEmptyProject(),
    ["tempo.set", { events: [{ tick: 0, bpm: 92, curve: "step" }] }],
    ["chord.set", { events: everyBar(40, (i) => ({ symbol: CHORDS[i % 8]! })) }],
    ["key.set", { events: [{ tick: 0, tonic: "D", mode: "minor" }] }],
    ["media.add", { media: recordings() }],
    ...tracks.map(([id, kind, name, colour]): [CommandName, unknown] => [
      "track.add",
      { id, kind, name, colour },
    ]),
    ...tracks.map(([id], i): [CommandName, unknown] => [
      "track.gain",
      { trackIds: [id], gainDb: levels[i] },
    ]),
    ...sections.map(([at, name]): [CommandName, unknown] => [
      "marker.set",
      { marker: { id: `section-${at}`, tick: bar(at), name, lengthTicks: 8 * BAR } },
    ]),
    ["loop.set", { startTicks: bar(25), lengthTicks: 8 * BAR, isOn: true }],
    ["track.mute", { trackIds: ["quay"], isMuted: true }],
    ["track.arm", { trackIds: ["deck"], isArmed: true }],
    ["clip.add", { clips: [...drumClips(), ...bassClips(), ...pianoClips(), ...stringClips()] }],
    ["clip.add", { clips: audioClips() }],
    ["automation.add-lane", { trackId: "strings", lane: swell() }],
  )
}

function everyBar<T>(bars: number, make: (i: number) => T) {
  return Array.from({ length: bars }, (_, i) => ({ tick: i * BAR, ...make(i) }))
}

function recordings() {
  const media = { ...TAKE, rateHz: 48_000 }
  return [
    { ...media, id: "path", name: "Path", seconds: 120, songPartId: PATH_PART },
    { ...media, id: "quay", name: "quay-night.flac", seconds: 240, songPartId: QUAY_PART },
  ]
}

function drumClips() {
  const notes: Notes = Array.from({ length: 64 }, (_, i) => i).flatMap((i) => {
    const startTicks = i * 240
    const beat = i % 16
    return [
      ...(i % 2 === 0 ? [{ startTicks, pitch: 42 }] : []),
      ...([0, 7, 10].includes(beat) ? [{ startTicks, pitch: 36 }] : []),
      ...([4, 12].includes(beat) ? [{ startTicks, pitch: 38 }] : []),
    ]
  })
  return [1, 5, 9, 13, 17, 21, 25, 29, 33, 37].map((at) =>
    notesClip(
      `drums-${at}`,
      "drums",
      at,
      4,
      at >= 25 && at < 33 ? "Break kit" : "Kit, half time",
      notes,
    ),
  )
}

function bassClips() {
  const notes: Notes = Array.from({ length: 32 }, (_, i) => ({
    startTicks: i * 960,
    lengthTicks: i % 3 === 0 ? 480 : 860,
    pitch: ROOTS[Math.floor(i / 4) % 8]! - 12 + [0, 0, 7, 5][i % 4]!,
  }))
  return [9, 17, 25, 33].map((at) => notesClip(`bass-${at}`, "bass", at, 8, "Bass, verse", notes))
}

function pianoClips() {
  const walk: Notes = Array.from({ length: 64 }, (_, i) => ({
    startTicks: i * 480,
    lengthTicks: 440,
    pitch: Math.round(65 + 8 * Math.sin(i / 7) + 3 * Math.sin(i * 1.7)),
  }))
  const madeBy = { model: "chorale-starter", version: "1", seed: 7, settings: {} }
  return [
    { ...notesClip("piano-17", "piano", 17, 8, "Piano, verse B", walk), madeBy },
    notesClip("piano-33", "piano", 33, 4, "Piano", walk.slice(0, 32)),
    notesClip(
      "piano-37",
      "piano",
      37,
      4,
      "Piano",
      walk.slice(20, 52).map((note, i) => ({ ...note, startTicks: i * 480 })),
    ),
  ]
}

function stringClips() {
  const chords: Notes = ROOTS.flatMap((root, i) =>
    [12, 19, 24, 27].map((above) => ({
      startTicks: i * BAR,
      lengthTicks: BAR - 120,
      pitch: root + above,
    })),
  )
  return [17, 25, 33].map((at) => notesClip(`strings-${at}`, "strings", at, 8, "Strings", chords))
}

function audioClips() {
  const path = { mediaId: "path", trackId: "chunks" }
  const quay = { mediaId: "quay", trackId: "quay", name: "quay-night.flac", offsetSeconds: 4 }
  return [
    audioClip("path-21", 21, 4, { ...path, name: "Path, 7 chunks", offsetSeconds: 0 }),
    audioClip("path-29", 29, 4, { ...path, name: "Path, 24 chunks", offsetSeconds: 20 }),
    audioClip("path-37", 37, 3, { ...path, name: "Neighbours of 268", offsetSeconds: 50 }),
    audioClip("quay-17", 17, 13, {
      ...quay,
      fadeIn: { lengthTicks: 2 * BAR, curve: "equal-power" },
      fadeOut: { lengthTicks: BAR, curve: "s-curve" },
    }),
    audioClip("quay-33", 33, 8, { ...quay, offsetSeconds: 90 }),
    audioClip("deck-25", 25, 8, {
      ...path,
      trackId: "deck",
      name: "Take 7 on Foghorn stab",
      offsetSeconds: 70,
    }),
  ]
}

function swell() {
  const points = [
    { tick: bar(17), value: -20, curve: "smooth" as const, tension: 0.4 },
    { tick: bar(25), value: -4, curve: "linear" as const },
    { tick: bar(29), value: -8, curve: "hold" as const },
    { tick: bar(33), value: 0, curve: "linear" as const },
  ]
  return { id: "swell", target: { parameter: "gainDb" }, points }
}

function notesClip(
  id: string,
  trackId: string,
  at: number,
  bars: number,
  name: string,
  notes: Notes,
) {
  const place = { trackId, name, startTicks: bar(at), lengthTicks: bars * BAR }
  return aNotesClip(id, { ...place, notes: notes.map((note, i) => aNote(`${id}-${i}`, note)) })
}

function audioClip(id: string, at: number, bars: number, more: Parameters<typeof anAudioClip>[1]) {
  return anAudioClip(id, { startTicks: bar(at), lengthTicks: bars * BAR, ...more })
}
