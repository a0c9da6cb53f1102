import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readMidiFile, writeMidiFile, type MidiEvent } from "#shared/music/midi-file/index.ts"
import { midiFromProject } from "#shared/project/midi/index.ts"
import { checkProject, projectFromJson, projectToJson } from "#shared/project/index.ts"
import { bytesOf, corpusFiles } from "../../../../support/midi-corpora.ts"
import { aMidiFile, sameTracks } from "../../../../support/midi-files.ts"
import { aMidiProject, imported, keptByMidi } from "../../../../support/midi-projects.ts"

const someCorpusFiles = corpusFiles().filter((_, index) => index % 20 === 0)

describe("a project as a MIDI file", () => {
  it("keeps notes, controllers, tempo, meters, keys, markers, names and programs", () => {
    fc.assert(
      fc.property(aMidiProject, (project) => {
        const written = writeMidiFile(midiFromProject(project).file)
        const back = imported(readMidiFile(written))
        expect(keptByMidi(back.project)).toEqual(keptByMidi(project))
        expect(back.warnings).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it("is whole, and the same after it was saved, whatever the file holds", () => {
    fc.assert(
      fc.property(aMidiFile, (file) => {
        fc.pre(file.tracks.every(({ endTicks }) => endTicks < 1e6))
        const { project } = imported(file)
        expect(checkProject(project)).toEqual([])
        expect(projectFromJson(JSON.parse(JSON.stringify(projectToJson(project)))).project).toEqual(
          project,
        )
      }),
    )
  })
})

describe("a MIDI file as a project", () => {
  it("comes back with the same events in the same order, whatever they are", () => {
    fc.assert(
      fc.property(aMidiFile, (random) => {
        fc.pre(random.tracks.every(({ endTicks }) => endTicks < 1e6))
        const division = { kind: "quarters" as const, ticksPerQuarter: 480 }
        const file = {
          ...random,
          format: random.format === 2 ? (1 as const) : random.format,
          division,
        }
        const back = midiFromProject(imported(file).project).file
        expect(back.division).toEqual(division)
        expect(back.format).toBe(file.format)
        expect(sameTracks(back.tracks, file.tracks)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it("comes back the same from divisions that do not divide 960", () => {
    fc.assert(
      fc.property(aMidiFile, fc.integer({ min: 1, max: 960 }), (random, ticksPerQuarter) => {
        fc.pre(random.tracks.every(({ endTicks }) => endTicks < 1e5))
        const division = { kind: "quarters" as const, ticksPerQuarter }
        const file = { ...random, format: 1 as const, division }
        const back = midiFromProject(imported(file).project).file
        expect(sameTracks(back.tracks, file.tracks)).toBe(true)
      }),
    )
  })

  it.skipIf(someCorpusFiles.length === 0)(
    "comes back the same from the corpora, where this machine has them",
    { timeout: 60_000 },
    () => {
      for (const corpusFile of someCorpusFiles) {
        const file = readMidiFile(bytesOf(corpusFile))
        const back = midiFromProject(imported(file).project).file
        expect(sameTracks(back.tracks, file.tracks), corpusFile.name).toBe(true)
      }
    },
  )

  it("says so where its ticks are finer than the project's", () => {
    const events: MidiEvent[] = [
      { ticks: 1, kind: "noteOn", channel: 0, pitch: 60, velocity: 90 },
      { ticks: 1001, kind: "noteOff", channel: 0, pitch: 60, velocity: 0 },
    ]
    const division = { kind: "quarters" as const, ticksPerQuarter: 10_000 }
    const { warnings } = imported({ format: 1, division, tracks: [{ events, endTicks: 1001 }] })
    expect(warnings.join()).toContain("times are rounded")
  })
})
