import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { chordClasses, parseChordSymbol } from "#shared/music/index.ts"
import { checkProject, entitiesOf, type Project } from "#shared/project/index.ts"
import { musicxmlFromProject, projectFromMusicxml } from "#shared/project/musicxml/index.ts"
import { kindOf, symbolOf } from "#shared/project/musicxml/chord-kinds.ts"
import { childOf, childrenOf, readXml, type XmlElement } from "#shared/project/xml/index.ts"
import { nightFerry } from "../../../../support/night-ferry.ts"
import { after, aNote, aNotesClip, anEmptyProject } from "../../../../support/projects.ts"
import { aScoreProject, keptByMusicxml, SYMBOLS } from "../../../../support/random-scores.ts"
import { temporaryFolder } from "../../../../support/temporary-folder.ts"

function back(text: string) {
  let next = 0
  return projectFromMusicxml(text, { title: "File", newId: () => `new-${next++}` })
}

const rootOf = (text: string): XmlElement => readXml(text.replace(/<!DOCTYPE[^>]*>/, ""))
const numberIn = (parent: XmlElement, name: string): number => Number(childOf(parent, name)?.text)

/** How far each voice of a bar reaches. */
function reachOf({ children }: XmlElement): number[] {
  const ends: number[] = []
  let at = 0
  for (const child of children) {
    const duration = numberIn(child, "duration")
    if (child.name === "backup") at -= duration
    else if (child.name === "forward") at += duration
    else if (child.name === "note" && !childOf(child, "chord")) {
      at += duration
      ends.push(at)
    }
  }
  return ends
}

const TICKS: Record<string, number> = {
  ...{ whole: 3840, half: 1920, quarter: 960, eighth: 480 },
  ...{ "16th": 240, "32nd": 120, "64th": 60, "128th": 30 },
}

/** A part of notes that follow one another. */
function withRun(project: Project, ticks: readonly number[]): Project {
  const notes = ticks.slice(1).map((end, i) => {
    const startTicks = ticks[i]!
    return aNote(`n${i}`, { startTicks, lengthTicks: end - startTicks, pitch: 60 + (i % 12) })
  })
  const clip = aNotesClip("c", { trackId: "keys", lengthTicks: ticks.at(-1)!, notes })
  const track = { id: "keys", kind: "instrument", name: "Keys" }
  return after(project, ["track.add", track], ["clip.add", { clips: [clip] }])
}

/** Each bar is full, and its values last as long as they say. */
function checkValues(text: string): void {
  for (const part of childrenOf(rootOf(text), "part")) {
    let nominal = 0
    for (const measure of childrenOf(part, "measure")) {
      const time = childOf(childOf(measure, "attributes"), "time")
      if (time) nominal = (3840 * numberIn(time, "beats")) / numberIn(time, "beat-type")
      const reach = Math.max(...reachOf(measure))
      if (measure.attributes["implicit"] === "yes") expect(reach).toBeLessThan(nominal)
      else expect(reach).toBe(nominal)
      for (const note of childrenOf(measure, "note")) {
        const type = childOf(note, "type")?.text
        if (type === undefined) continue
        const dotted = TICKS[type]! * (childOf(note, "dot") ? 1.5 : 1)
        const change = childOf(note, "time-modification")
        const normal = change ? numberIn(change, "normal-notes") : 1
        const actual = change ? numberIn(change, "actual-notes") : 1
        const off = Math.abs(numberIn(note, "duration") - (dotted * normal) / actual)
        // A seventh of a beat is no whole number of ticks.
        expect(off).toBeLessThanOrEqual(actual === 7 ? 1 : 0)
      }
    }
  }
}

test("a score names what else a piece has, and leaves it out", () => {
  const { text, warnings } = musicxmlFromProject(nightFerry(), "1")
  const recorded = entitiesOf(nightFerry().clips).filter(({ kind }) => kind === "audio").length
  expect(recorded).toBeGreaterThan(0)
  expect(warnings).toContain(`recorded clips left out: ${recorded}`)
  expect(text).not.toContain("Quay")
})

describe("a piece on the grid of notation", () => {
  test("comes back from MusicXML with the same notes, tempo, meters, keys, chords and marks", () => {
    fc.assert(
      fc.property(aScoreProject, (project) => {
        const { text, warnings } = musicxmlFromProject(project, "1.0.0")
        expect(warnings).toEqual([])
        const read = back(text)
        expect(read.warnings).toEqual([])
        expect(checkProject(read.project)).toEqual([])
        expect(keptByMusicxml(read.project)).toEqual(keptByMusicxml(project))
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  test("fills each bar in its first voice, with values that last as long as they say", () => {
    fc.assert(
      fc.property(aScoreProject, (project) => {
        checkValues(musicxmlFromProject(project, "1").text)
      }),
      { numRuns: 40 },
    )
  }, 30_000)

  test("may have beats of three parts divided by two and by four, in any values of these", () => {
    const beats = fc.array(fc.subarray([1, 2, 3]), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(beats, fc.constantFrom(6, 9, 12), (cuts, numerator) => {
        const starts = cuts.flatMap((cut, beat) => [0, ...cut].map((at) => beat * 1440 + at * 360))
        const project = after(anEmptyProject(), [
          "meter.set",
          { events: [{ tick: 0, numerator, denominator: 8 }] },
        ])
        const written = musicxmlFromProject(withRun(project, [...starts, cuts.length * 1440]), "1")
        checkValues(written.text)
        const [clip] = entitiesOf(back(written.text).project.clips)
        const notes = clip?.kind === "notes" ? clip.notes : []
        expect(notes.map(({ startTicks }) => startTicks)).toEqual(starts)
        const isQuartered = cuts.some((cut) => cut.some((at) => at !== 2))
        expect(written.text.includes("<actual-notes>4<")).toBe(isQuartered)
      }),
    )
  })

  test.runIf(process.platform === "linux")("is written as well-formed XML", () => {
    const [project] = fc.sample(aScoreProject, { numRuns: 1, seed: 7 })
    const path = join(temporaryFolder(), "score.musicxml")
    writeFileSync(path, musicxmlFromProject({ ...project!, title: "A <&\u0001> B" }, "1").text)
    const { error, stderr } = spawnSync("xmllint", ["--noout", "--nonet", path], {
      encoding: "utf8",
    })
    if (!error) expect(stderr).toBe("")
  })
})

test.each(SYMBOLS.filter((symbol) => symbol !== "N.C."))(
  "the chord %s has the same notes as its kind and degrees, and its own spelling back",
  (symbol) => {
    const chord = parseChordSymbol(symbol)!
    const low = chord.bass === undefined ? 0 : chord.bass.length + 1
    const text = symbol.slice(chord.root.length, symbol.length - low)
    expect(symbolOf(chord.root, chord.bass, kindOf(chord), text)).toBe(symbol)
    const told = symbolOf(chord.root, chord.bass, kindOf(chord), undefined)
    const classes = (name: string): number[] => chordClasses(parseChordSymbol(name)!).sort()
    if (told !== undefined) expect(classes(told)).toEqual(classes(symbol))
  },
)
