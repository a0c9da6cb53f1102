/** What is said of takes. Pure. */
import type { FinishedTake } from "#shared/contract/index.ts"
import { entitiesOf, type Project, type Track } from "#shared/project/index.ts"
import { timeText } from "../../ui/index.ts"

/** "Guitar, take 3": the next number that the project does not have. */
export function takeName({ media }: Project, { name }: Track): string {
  const what = name === "" ? "Audio" : name
  const taken = new Set(entitiesOf(media).map((each) => each.name))
  for (let number = 1; ; number++) {
    const candidate = `${what}, take ${number}`
    if (!taken.has(candidate)) return candidate
  }
}

/** Of takes that were found when the project was opened. */
export function foundWords(found: readonly FinishedTake[], count: number): string {
  const [first] = found
  if (count > 1)
    return `${count} recordings from before the studio stopped are back on their tracks.`
  if (!first) return "What you played when the studio stopped is back on its track."
  const { take, part } = first
  const seconds = timeText(Math.floor(part.durationSeconds))
  return `“${take.name}” was being recorded when the studio stopped. Its ${seconds} are back on the track.`
}

/** Of a take that ended by itself. */
export const goneWords = (input: string, seconds: number): string =>
  `The input ${input === "" ? "" : `“${input}” `}is gone. The recording up to ${timeText(Math.floor(seconds))} is kept.`
