import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { StudioError } from "#shared/contract/errors.ts"
import { entitiesOf, type NotesClip } from "#shared/project/index.ts"
import { musicxmlFromProject, projectFromMusicxml } from "#shared/project/musicxml/index.ts"
import { aScoreProject } from "../../../../support/random-scores.ts"

function read(text: string) {
  let next = 0
  return projectFromMusicxml(text, { title: "File", newId: () => `new-${next++}` })
}

const score = (measures: string, list = ""): string =>
  `<?xml version="1.0"?><!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 3.1 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">
<score-partwise version="3.1"><part-list><score-part id="P1"><part-name>Flute</part-name>${list}</score-part></part-list><part id="P1">${measures}</part></score-partwise>`

const START =
  "<attributes><divisions>2</divisions><key><fifths>-1</fifths></key><time><beats>2</beats><beat-type>4</beat-type></time></attributes>"

function note(step: string, duration: number, more = "", first = ""): string {
  return `<note>${first}<pitch><step>${step}</step><octave>4</octave></pitch><duration>${duration}</duration>${more}</note>`
}

function notesOf(text: string): string[] {
  const [clip] = entitiesOf(read(text).project.clips) as NotesClip[]
  return clip!.notes.map((each) => `${each.startTicks}+${each.lengthTicks} ${each.pitch}`)
}

describe("a score of another program", () => {
  test("has its ties joined over the bar line", () => {
    const [start, stop] = ['<tie type="start"/>', '<tie type="stop"/>']
    const bars = `<measure number="1">${START}${note("C", 2)}${note("D", 2, start)}</measure><measure number="2">${note("D", 4, stop)}</measure>`
    expect(notesOf(score(bars))).toEqual(["0+960 60", "960+2880 62"])
  })

  test("has chords and voices at their times", () => {
    const bars = `<measure number="1">${START}${note("C", 2)}${note("E", 2, "", "<chord/>")}${note("G", 2)}<backup><duration>4</duration></backup><forward><duration>1</duration></forward>${note("B", 1)}</measure>`
    expect(notesOf(score(bars))).toEqual(["0+960 60", "0+960 64", "480+480 71", "960+960 67"])
  })

  test("has its repeats written out, with first and second endings", () => {
    const ending = (number: number, type: string): string =>
      `<ending number="${number}" type="${type}"/>`
    const bars = [
      `<measure number="1">${START}<barline location="left"><repeat direction="forward"/></barline>${note("C", 4)}</measure>`,
      `<measure number="2"><barline location="left">${ending(1, "start")}</barline>${note("D", 4)}<barline location="right">${ending(1, "stop")}<repeat direction="backward"/></barline></measure>`,
      `<measure number="3"><barline location="left">${ending(2, "start")}</barline>${note("E", 4)}<barline location="right">${ending(2, "stop")}</barline></measure>`,
    ].join("")
    expect(notesOf(score(bars)).map((each) => each.split(" ")[1])).toEqual(["60", "62", "60", "64"])
    expect(read(score(bars)).warnings).toContain("repeats are written out: 3 bars became 4")
  })

  test("sounds at pitch, as loud as its dynamics, with upbeat, tempo, key and chord", () => {
    const clarinet = START.replace(
      "</time>",
      "</time><transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>",
    )
    const signs = `<direction><direction-type><dynamics><ff/></dynamics></direction-type><sound tempo="84.5"/></direction><harmony><root><root-step>B</root-step><root-alter>-1</root-alter></root><kind text="7">dominant</kind><degree><degree-value>9</degree-value><degree-alter>-1</degree-alter><degree-type>add</degree-type></degree></harmony>`
    const bars = `<measure number="0" implicit="yes">${clarinet}${signs}${note("D", 2)}</measure><measure number="1">${note("E", 4)}</measure>`
    const { project } = read(score(bars))
    expect(notesOf(score(bars))).toEqual(["0+960 60", "960+1920 62"])
    const [clip] = entitiesOf(project.clips) as NotesClip[]
    expect(clip!.notes[0]!.velocity).toBe(112)
    expect(project.tempo).toEqual([{ tick: 0, bpm: 84.5, curve: "step" }])
    expect(project.meters.map(({ tick }) => tick)).toEqual([0, 960])
    expect(project.keys).toMatchObject([{ tonic: "F", mode: "major" }])
    expect(project.chords).toEqual([{ tick: 0, symbol: "Bb7b9" }])
  })

  test("says what is not kept", () => {
    const lyric = "<lyric><text>la</text></lyric>"
    const slur = '<notations><slur type="start"/></notations>'
    const grace = "<note><grace/><pitch><step>C</step><octave>4</octave></pitch></note>"
    const bars = `<measure number="1">${START}${grace}${note("C", 4, slur + lyric)}</measure>`
    expect(read(score(bars)).warnings).toEqual([
      "not kept: lyrics, slurs",
      "grace notes that are left out: 1",
    ])
  })
})

describe("what is no score", () => {
  const bomb = `<!DOCTYPE score-partwise [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><score-partwise>&b;</score-partwise>`
  test.each([
    ["an empty file", "", "no element"],
    ["other XML", "<html></html>", "it begins with <html>"],
    ["an unfinished file", "<score-partwise><part>", "has no end"],
    ["a file with entities of its own", bomb, "defines entities"],
  ])("is refused with the reason: %s", (_, text, reason) => {
    expect(() => read(text)).toThrow(reason)
  })

  test("is refused in words, or read, however a real one is damaged", () => {
    const [project] = fc.sample(aScoreProject, { numRuns: 1, seed: 3 })
    const { text } = musicxmlFromProject(project!, "1")
    const damage = fc.record({
      at: fc.nat(text.length),
      cut: fc.nat(200),
      put: fc.constantFrom("", "9999999999", "-1", "<note>", "</measure>", "&x;", "NaN", "\0"),
    })
    fc.assert(
      fc.property(damage, ({ at, cut, put }) => {
        try {
          read(text.slice(0, at) + put + text.slice(at + cut))
        } catch (error) {
          expect(error).toBeInstanceOf(StudioError)
        }
      }),
      { numRuns: 80 },
    )
  }, 30_000)

  test("takes no longer than its length, however many ties, repeats or parts there are", () => {
    const tied = note("C", 0, '<tie type="start"/>').repeat(20_000)
    const repeat = '<barline location="right"><repeat direction="backward" times="99"/></barline>'
    const bars = `<measure>${note("C", 8)}${repeat}</measure>`.repeat(2500)
    const parts = '<part id="P1"><measure></measure></part>'.repeat(20_000)
    const before = performance.now()
    read(score(`<measure number="1">${START}${tied}</measure>`))
    expect(read(score(bars)).warnings).toContain("repeats of so long a piece are played once")
    expect(() => read(`<score-partwise>${parts}</score-partwise>`)).toThrow("more than 1000 parts")
    expect(performance.now() - before).toBeLessThan(30_000)
  }, 60_000)

  test("takes no longer than its length, however many ends have no beginning", () => {
    const deep = "<a>".repeat(200_000) + "</b>".repeat(200_000)
    const before = performance.now()
    expect(() => read(`<score-partwise>${deep}`)).toThrow(StudioError)
    expect(performance.now() - before).toBeLessThan(2000)
  })
})
