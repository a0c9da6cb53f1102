/** What is typed into the transport's figures. Pure. */
import { meterMapOf, type Project } from "#shared/project/index.ts"
import type { Step } from "../session/index.ts"

export const ENTRY_FORMS = {
  bar: "A bar, as 12 or 12.3 or 12.3.480",
  bpm: "Quarters a minute, 1 to 6000",
  meter: "A meter, as 6/8",
}

/** Bar, beat and tick, of which the last two may be left out. @returns the tick of the piece */
export function parsePosition(project: Project, text: string): number | undefined {
  const [, bar, beat = "1", tick = "0"] =
    /^\s*(\d{1,5})(?:[.:\s](\d{1,3}))?(?:[.:\s](\d{1,4}))?\s*$/.exec(text) ?? []
  if (bar === undefined || Number(bar) < 1 || Number(beat) < 1) return undefined
  const place = { bar: Number(bar) - 1, beat: Number(beat) - 1, tick: Number(tick) }
  return meterMapOf(project).tickAt(place)
}

/** Another tempo for the stretch in which a tick lies; it goes on to the next one as it did. */
export function tempoStepAt(project: Project, ticks: number, text: string): Step | undefined {
  const here = project.tempo.findLast(({ tick }) => tick <= ticks)
  const bpm = Number(text.trim().replace(",", "."))
  if (!here || !(bpm >= 1 && bpm <= 6000)) return undefined
  return { name: "tempo.set", args: { events: [{ ...here, bpm }] } }
}

const DENOMINATORS = [1, 2, 4, 8, 16, 32, 64] as const

/** Another meter for the stretch in which a tick lies. */
export function meterStepAt(project: Project, ticks: number, text: string): Step | undefined {
  const here = project.meters.findLast(({ tick }) => tick <= ticks)
  const [, above, below] = /^\s*(\d{1,3})\s*\/\s*(\d{1,2})\s*$/.exec(text) ?? []
  const [numerator, denominator] = [
    Number(above),
    DENOMINATORS.find((each) => each === Number(below)),
  ]
  if (!here || denominator === undefined || !(numerator >= 1 && numerator <= 255)) return undefined
  return { name: "meter.set", args: { events: [{ tick: here.tick, numerator, denominator }] } }
}
