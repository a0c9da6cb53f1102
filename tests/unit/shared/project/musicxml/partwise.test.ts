import fc from "fast-check"
import { expect, test } from "vitest"
import { entitiesOf, type NotesClip } from "#shared/project/index.ts"
import { musicxmlFromProject, projectFromMusicxml } from "#shared/project/musicxml/index.ts"
import { childrenOf, element, readXml, xmlText } from "#shared/project/xml/index.ts"
import { aScoreProject } from "../../../../support/random-scores.ts"

const DOCTYPE = /<!DOCTYPE[^>]*>/

function read(text: string) {
  let next = 0
  return projectFromMusicxml(text, { title: "File", newId: () => `new-${next++}` })
}

/** What other programs save bar by bar. */
function timewise(text: string): string {
  const score = readXml(text.replace(DOCTYPE, ""))
  const parts = childrenOf(score, "part")
  const header = score.children.filter(({ name }) => name !== "part")
  const bars = childrenOf(parts[0], "measure").map(({ attributes }, index) =>
    element("measure", attributes, [
      ...parts.map((part) =>
        element("part", part.attributes, childrenOf(part, "measure")[index]!.children),
      ),
    ]),
  )
  return xmlText(element("score-timewise", score.attributes, [...header, ...bars]))
}

test("a score that goes bar by bar is the same piece as part by part", () => {
  fc.assert(
    fc.property(aScoreProject, (project) => {
      const { text } = musicxmlFromProject(project, "1")
      expect(read(timewise(text)).project).toEqual(read(text).project)
    }),
    { numRuns: 25 },
  )
})

test("a part that is missing in a bar rests there", () => {
  const note = "<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration></note>"
  const part = (id: string, content: string): string => `<part id="${id}">${content}</part>`
  const start = "<attributes><divisions>1</divisions></attributes>"
  const list = ["A", "B"].map(
    (id) => `<score-part id="${id}"><part-name>${id}</part-name></score-part>`,
  )
  const text = `<score-timewise><part-list>${list.join("")}</part-list><measure number="1">${part("A", start + note)}</measure><measure number="2">${part("A", note)}${part("B", start + note)}</measure></score-timewise>`
  const clips = entitiesOf(read(text).project.clips) as NotesClip[]
  const starts = clips.flatMap(({ startTicks, notes }) =>
    notes.map((each) => startTicks + each.startTicks),
  )
  expect(starts.sort((a, b) => a - b)).toEqual([0, 3840, 3840])
})
