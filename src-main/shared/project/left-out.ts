/** What no file of notes has a place for. */
import { entitiesOf, type Project } from "./model/index.ts"

/** In words with their numbers, without what there is none of. */
export function leftOutOfNotes({ clips, tracks }: Pick<Project, "clips" | "tracks">): string[] {
  const kinds = entitiesOf(clips).map(({ kind }) => kind)
  const clipsOf = (kind: (typeof kinds)[number]): number =>
    kinds.filter((each) => each === kind).length
  const lanes = entitiesOf(tracks).reduce((sum, { automation }) => sum + automation.length, 0)
  return [
    ...counted("recorded clips left out", clipsOf("audio")),
    ...counted("gesture clips left out", clipsOf("gesture")),
    ...counted("automation curves left out", lanes + clipsOf("automation")),
  ]
}

/** Nothing where there is none. */
export const counted = (words: string, number: number): string[] =>
  number > 0 ? [`${words}: ${number}`] : []
