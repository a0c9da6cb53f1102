/**
 * A project as MusicXML 4.0 (W3C Community Group report), partwise: a part for each track of notes, in time units of the
 * document's ticks, so that what lies on a 64th or a triplet comes back to the tick.
 */
import { fail } from "#shared/contract/errors.ts"
import type { Bar, MeterMap } from "#shared/music/index.ts"
import { endTicks } from "../clips-of.ts"
import { leftOutOfNotes } from "../left-out.ts"
import { entitiesOf, type Project } from "../model/index.ts"
import { element, xmlText, type XmlElement } from "../xml/index.ts"
import { heardNotesOfTrack } from "./heard-notes.ts"
import { partListElement } from "./write-parts.ts"
import { keyFinder, partOf, trackOf, writtenMeters, type ScorePart } from "./score.ts"
import {
  isKeptKey,
  keyElement,
  laneElements,
  named,
  untoldChords,
  type Placed,
} from "./write-lanes.ts"
import { spellerOf } from "./unkeyed.ts"
import { measureElement } from "./write-measure.ts"

export interface ToMusicxml {
  readonly text: string
  /** What the format has no place for, in words. */
  readonly warnings: readonly string[]
}

const MOST_BARS = 20_000

/**
 * The whole piece.
 * @throws StudioError invalid-input where there are no notes, or more bars than a score has
 * @param version of this studio, which the file names
 */
export function musicxmlFromProject(project: Project, version: string): ToMusicxml {
  const meters = writtenMeters(project)
  const tracks = project.trackOrder.flatMap((id) => trackOf(project, id) ?? [])
  const parts: ScorePart[] = []
  for (const track of tracks) {
    const notes = heardNotesOfTrack(project, track.id)
    if (notes.length === 0 && track.kind !== "instrument" && track.kind !== "drum") continue
    parts.push(
      partOf(project, track, notes, { id: `P${parts.length + 1}`, meters, isPlain: false }),
    )
  }
  if (parts.length === 0) fail("invalid-input", "There is no track of notes to write as a score")
  const bars = barsOf(project, meters)
  const score = scoreElement(project, { parts, bars, meters, version, isExcerpt: false })
  return { text: doctyped(score), warnings: warningsOf(project) }
}

export interface ScoreOptions {
  /** Of the project, with `writtenMeters`. */
  readonly bars: readonly Bar[]
  readonly meters: MeterMap
  readonly parts: readonly ScorePart[]
  readonly version: string
  /** Its meter is printed only where it changes. */
  readonly isExcerpt: boolean
}

export function scoreElement(project: Project, options: ScoreOptions): XmlElement {
  const { parts, version, isExcerpt } = options
  const lanes = laneElements(project, options.meters.barAt)
  const keys = project.keys.map((key) => ({ tick: key.tick, element: keyElement(key) }))
  return element("score-partwise", { version: "4.0" }, [
    isExcerpt || project.title === ""
      ? undefined
      : element("work", {}, [named("work-title", project.title)]),
    isExcerpt ? undefined : identification(project, version),
    partListElement(parts),
    ...parts.map((part, i) =>
      partElement(project, part, i === 0 ? [...keys, ...lanes] : keys, options),
    ),
  ])
}

function identification({ artist }: Project, version: string): XmlElement {
  const encoding = element("encoding", {}, [named("software", `Slipmat ${version}`)])
  const creator = artist ? element("creator", { type: "composer" }, [], artist) : undefined
  return element("identification", {}, [creator, encoding])
}

function partElement(
  project: Project,
  part: ScorePart,
  signs: readonly Placed[],
  { bars, isExcerpt, meters }: ScoreOptions,
): XmlElement {
  const keyAt = keyFinder(project)
  const spell = spellerOf(part, meters, keyAt)
  const inTime = signs.toSorted((a, b) => a.tick - b.tick)
  let next = bars[0] ? inTime.findIndex(({ tick }) => tick >= bars[0]!.startTicks) : -1
  if (next < 0) next = inTime.length
  let before: Bar["meter"] | undefined
  const measures = bars.map((bar, i) => {
    const from = next
    while (next < inTime.length && inTime[next]!.tick < bar.endTicks) next++
    const changes = before !== bar.meter
    const isShown = bar.startTicks === bar.meter.tick || !isExcerpt
    before = bar.meter
    return measureElement({
      ...{ part, bar, keyAt, spell, isFirst: bar.startTicks === 0, isFirstWritten: i === 0 },
      time: changes ? (isShown ? "shown" : "hidden") : undefined,
      signs: inTime.slice(from, next),
    })
  })
  return element("part", { id: part.id }, measures)
}

const DOCTYPE =
  '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">'

export function doctyped(score: XmlElement): string {
  return xmlText(score).replace("\n", `\n${DOCTYPE}\n`)
}

/** @throws StudioError invalid-input where the piece is longer than any score */
function barsOf(project: Project, meters: MeterMap): Bar[] {
  const last = Math.max(1, lastTick(project))
  if (meters.barAt(last - 1).bar >= MOST_BARS)
    fail("invalid-input", `A score has at most ${MOST_BARS} bars`)
  return meters.barsBetween(0, last)
}

/** Signs beyond the last clip have a bar, too. */
function lastTick(project: Project): number {
  const { tempo, meters, keys, chords, markers } = project
  const signs = [tempo, meters, keys, chords, entitiesOf(markers)].flatMap((lane) =>
    lane.map(({ tick }) => tick + 1),
  )
  return signs.reduce((last, tick) => Math.max(last, tick), endTicks(project))
}

function warningsOf(project: Project): string[] {
  const warnings = leftOutOfNotes(project)
  const chords = untoldChords(project)
  if (chords.length > 0) warnings.push(`chord symbols that are not written: ${chords.join(", ")}`)
  if (!project.keys.every(isKeptKey))
    warnings.push("keys with a scale of their own are written with the nearest signature")
  if (project.tempo.some(({ curve }) => curve === "ramp"))
    warnings.push("tempo ramps are written as steps")
  return warnings
}
