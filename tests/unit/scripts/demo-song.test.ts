import { describe, expect, it } from "vitest"
import { lineBeats, playLine, playPattern } from "../../../scripts/demo-song/notation.ts"
import { perform } from "../../../scripts/demo-song/performance.ts"
import { SAMPLE_NAMES } from "../../../scripts/demo-song/samples-io.ts"
import { writeScore } from "../../../scripts/demo-song/score.ts"
import { SECTIONS, SONG_BEATS, SONG_SECONDS } from "../../../scripts/demo-song/song.ts"

/** The recordings whose CC0 licence was checked file by file, as far as the song has use for them. */
const CHECKED_CC0 = new Set(
  `ambi_dark_woosh ambi_glass_rub drum_bass_hard drum_cymbal_closed drum_cymbal_open drum_cymbal_pedal drum_heavy_kick
  drum_roll drum_snare_hard drum_snare_soft drum_splash_hard drum_splash_soft drum_tom_lo_hard elec_chime elec_triangle
  misc_crow perc_bell vinyl_backspin vinyl_hiss vinyl_rewind vinyl_scratch`.split(/\s+/),
)

describe("the demo song's score", () => {
  const score = writeScore()

  it("lasts between 100 and 130 seconds in contiguous sections", () => {
    expect(SONG_SECONDS).toBeGreaterThan(100)
    expect(SONG_SECONDS).toBeLessThan(130)
    let beat = 0
    for (const section of SECTIONS) {
      expect(section.startBeat, section.name).toBe(beat)
      beat += section.lengthBeats
    }
    expect(beat).toBe(SONG_BEATS)
  })

  it("keeps every note inside the song, on the keyboard and audible", () => {
    for (const note of score.notes) {
      expect(note.startBeat).toBeGreaterThanOrEqual(0)
      expect(note.startBeat + note.durationBeats).toBeLessThanOrEqual(SONG_BEATS)
      expect(note.durationBeats).toBeGreaterThan(0)
      expect(note.pitch).toBeGreaterThanOrEqual(28)
      expect(note.pitch).toBeLessThanOrEqual(100)
      expect(note.velocity).toBeGreaterThanOrEqual(1)
      expect(note.velocity).toBeLessThanOrEqual(127)
    }
  })

  it("starts notes in every section", () => {
    for (const { name, startBeat, lengthBeats } of SECTIONS) {
      const inside = (event: { startBeat: number }) =>
        event.startBeat >= startBeat && event.startBeat < startBeat + lengthBeats
      expect(score.notes.filter(inside).length, name).toBeGreaterThan(0)
    }
  })

  it("uses only samples that are checked to be CC0, and each that it declares", () => {
    const used = new Set(score.hits.map((hit) => hit.sample))
    for (const name of used) expect(CHECKED_CC0, name).toContain(name)
    expect([...used].toSorted()).toEqual([...SAMPLE_NAMES].toSorted())
  })
})

describe("the demo song's performance", () => {
  it("is the same for the same seed and another for another", () => {
    const first = perform(writeScore(), { seed: 7 })
    expect(perform(writeScore(), { seed: 7 })).toEqual(first)
    expect(perform(writeScore(), { seed: 8 })).not.toEqual(first)
  })

  it("ends no note before it starts or after the song", () => {
    const { notes } = perform(writeScore(), { seed: 7 })
    for (const note of notes) {
      expect(note.startSeconds).toBeGreaterThanOrEqual(0)
      expect(note.endSeconds).toBeGreaterThan(note.startSeconds)
      expect(note.endSeconds).toBeLessThanOrEqual(SONG_SECONDS)
    }
  })

  it("lifts a key before it is struck again", () => {
    const { notes } = perform(writeScore(), { seed: 7 })
    const lastEnd = new Map<string, number>()
    for (const note of notes) {
      const key = `${note.part} ${note.pitch}`
      expect(lastEnd.get(key) ?? 0).toBeLessThanOrEqual(note.startSeconds)
      lastEnd.set(key, note.endSeconds)
    }
  })
})

describe("the song's notation", () => {
  const options = { part: "piano", startBeat: 4, velocity: 60 } as const

  it("reads pitches, chords, rests and lengths", () => {
    const notes = playLine("C4:1 -:.5 | Bb3+F#5:2", { ...options, legato: 1 })
    expect(notes.map((note) => [note.pitch, note.startBeat, note.durationBeats])).toEqual([
      [60, 4, 1],
      [58, 5.5, 2],
      [78, 5.5, 2],
    ])
    expect(lineBeats("C4:1 -:.5 | Bb3+F#5:2")).toBe(3.5)
  })

  it("names the word it cannot read", () => {
    expect(() => playLine("C4:1 H4:1", options)).toThrow("H4")
    expect(() => playLine("C4", options)).toThrow("C4")
    expect(() => playPattern("x?", { sample: "perc_bell", startBeat: 0, gainDb: 0 })).toThrow("?")
  })

  it("sets drum steps a sixteenth apart and swings every second one", () => {
    const hits = playPattern("Xx.|o", {
      sample: "perc_bell",
      startBeat: 8,
      gainDb: 0,
      swingBeats: 0.05,
    })
    expect(hits.map((hit) => hit.startBeat)).toEqual([8, 8.3, 8.8])
  })
})
