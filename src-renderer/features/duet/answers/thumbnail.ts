/** A call and its answer as small boxes, in a picture of 166 x 38. Pure. */
import type { Exchange, PlayedNote } from "#shared/contract/index.ts"

export const [THUMBNAIL_WIDE, THUMBNAIL_TALL] = [166, 38]
/** Of each part: more would be a smear. */
const MOST_NOTES = 200

/** @returns a path of each part */
export function thumbnailOf({ call, answer, afterSeconds }: Exchange): {
  call: string
  answer: string
} {
  const [ours, theirs] = [call.slice(0, MOST_NOTES), answer.slice(0, MOST_NOTES)]
  const pitches = [...ours, ...theirs].map(({ pitch }) => pitch)
  const [low, high] = [Math.min(...pitches), Math.max(...pitches)]
  const end = Math.max(
    1e-3,
    ...ours.map((note) => note.startSeconds + note.lengthSeconds),
    ...theirs.map((note) => afterSeconds + note.startSeconds + note.lengthSeconds),
  )
  const rowPx = Math.min(4, (THUMBNAIL_TALL - 4) / (high - low + 1))
  const middlePx = (THUMBNAIL_TALL - rowPx * (high - low + 1)) / 2
  const box = (after: number) => (note: PlayedNote) => {
    const x = ((after + note.startSeconds) / end) * THUMBNAIL_WIDE
    const wide = Math.max(1.5, (note.lengthSeconds / end) * THUMBNAIL_WIDE - 1)
    const y = middlePx + (high - note.pitch) * rowPx
    return `M${x.toFixed(1)} ${y.toFixed(1)}h${wide.toFixed(1)}v2.2h-${wide.toFixed(1)}z`
  }
  return { call: ours.map(box(0)).join(""), answer: theirs.map(box(afterSeconds)).join("") }
}
