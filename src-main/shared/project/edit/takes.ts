/**
 * Takes: recordings of one place of the piece. Each is kept whole in a lane below its track and is silent there; what
 * sounds are pieces of takes, chosen range by range, which are clips of the track like any other.
 */
import { fail } from "#shared/contract/errors.ts"
import type { TempoMap } from "#shared/music/index.ts"
import { clipsOf, takesOf } from "../clips-of.ts"
import { ClipId, entityOf, isSoundClip, type Clip, type Project } from "../model/index.ts"
import { withLength, withStart } from "./content.ts"
import { nameOf } from "./find.ts"
import { tempoMapOf } from "./maps.ts"
import { isSame, patched } from "./patched.ts"
import { dropClips, putClips } from "./put.ts"

interface Range {
  readonly startTicks: number
  readonly endTicks: number
}

/**
 * The project with a range of the track played by a take: what sounded there is cut away. Pieces of the same take that
 * touch it and were not changed since become one with it.
 * @param pieceId of the new piece; ids of what it cuts in two are made from it
 * @throws StudioError invalid-input for a clip that is no take, or where the take does not reach into the range
 */
export function choose(project: Project, take: Clip, range: Range, pieceId: ClipId): Project {
  if (take.takeLane === undefined) fail("invalid-input", `${nameOf(take)} is no take`)
  const startTicks = Math.max(range.startTicks, take.startTicks)
  const endTicks = Math.min(range.endTicks, endOf(take))
  if (endTicks <= startTicks) fail("invalid-input", `${nameOf(take)} is not there`)
  const tempo = tempoMapOf(project)
  const own = soundingIn(project, take, { startTicks: startTicks - 1, endTicks: endTicks + 1 })
    .filter(({ takeId }) => takeId === take.id)
    .filter((clip) => isSame(clip, pieceOf(take, rangeOf(clip), clip.id, tempo)))
  const whole = {
    startTicks: Math.min(startTicks, ...own.map((clip) => clip.startTicks)),
    endTicks: Math.max(endTicks, ...own.map(endOf)),
  }
  const over = soundingIn(project, take, whole)
  const left = over
    .filter((clip) => !own.includes(clip))
    .flatMap((clip, i) => remainsOf(clip, whole, madeId(project, pieceId, `${i}`), tempo))
  const gone = [...over, ...own].map(({ id }) => id)
  return putClips(dropClips(project, gone), [...left, pieceOf(take, whole, pieceId, tempo)])
}

/**
 * The project with a recording. Over clips of its kind it is a take, which is chosen unless it shall be silent; what it
 * covers becomes a take, too, unless it is a piece of one.
 */
export function addTake(
  project: Project,
  clip: Clip,
  { pieceId, isSilent }: { pieceId: ClipId; isSilent?: boolean | undefined },
): Project {
  const over = soundingIn(project, clip, rangeOf(clip))
  if (over.length === 0) return putClips(project, [clip])
  const unkept = over.filter(({ takeId }) => !isTakeOf(project, clip.trackId, takeId))
  const kept = unkept.reduce((before, each, i) => {
    const id = madeId(project, pieceId, `kept${i}`)
    const take = patched<Clip>(each, { id, takeLane: freeLane(before, each), takeId: undefined })
    return putClips(before, [take, patched<Clip>(each, { takeId: id })])
  }, project)
  const take = patched<Clip>(clip, { takeLane: freeLane(kept, clip) })
  const added = putClips(kept, [take])
  return isSilent ? added : choose(added, take, rangeOf(take), pieceId)
}

function pieceOf(take: Clip, { startTicks, endTicks }: Range, id: ClipId, tempo: TempoMap): Clip {
  const piece = patched<Clip>(take, { id, takeLane: undefined, takeId: take.id })
  return cutTo(piece, { startTicks, endTicks }, tempo)
}

/** What is left of a clip before and after a range. Starts are whole ticks, ends of recordings need not be. */
function remainsOf(clip: Clip, { startTicks, endTicks }: Range, newId: ClipId, tempo: TempoMap) {
  const after = Math.ceil(endTicks)
  const hasLeft = clip.startTicks < startTicks
  return [
    ...(hasLeft ? [cutTo(clip, { startTicks: clip.startTicks, endTicks: startTicks }, tempo)] : []),
    ...(after < endOf(clip)
      ? [
          patched<Clip>(cutTo(clip, { startTicks: after, endTicks: endOf(clip) }, tempo), {
            id: hasLeft ? newId : clip.id,
          }),
        ]
      : []),
  ]
}

/** Content stays where it is on the time line; a fade goes with the edge that it was at. */
function cutTo(clip: Clip, { startTicks, endTicks }: Range, tempo: TempoMap): Clip {
  const isSameEnd = endTicks === endOf(clip)
  const begun = withStart(clip, startTicks, tempo)
  const cut = isSameEnd ? begun : withLength(begun, endTicks - startTicks)
  if (!isSoundClip(cut)) return cut
  return patched(cut, {
    fadeIn: startTicks === clip.startTicks ? cut.fadeIn : undefined,
    fadeOut: isSameEnd ? cut.fadeOut : undefined,
  })
}

/** Clips of the same kind on the same track that sound in a range. */
const soundingIn = (project: Project, { trackId, kind }: Clip, range: Range): Clip[] =>
  clipsOf(project, trackId).filter((clip) => clip.kind === kind && overlaps(clip, range))

/** The first lane that is free where a clip lies. */
function freeLane(project: Project, clip: Clip): number {
  const others = takesOf(project, clip.trackId).filter((take) => overlaps(take, rangeOf(clip)))
  const used = new Set(others.map(({ takeLane }) => takeLane))
  let lane = 1
  while (used.has(lane)) lane++
  return lane
}

function isTakeOf(project: Project, trackId: string, takeId: ClipId | undefined): boolean {
  const take = takeId === undefined ? undefined : entityOf(project.clips, takeId)
  return take?.takeLane !== undefined && take.trackId === trackId
}

/** The same for the same document; a long id is cut, so that what it makes is no longer than an id may be. */
function madeId({ clips }: Project, pieceId: string, name: string): ClipId {
  let id = `${pieceId.slice(0, 60)}.${name}`
  while (entityOf(clips, id)) id += "-"
  return ClipId.parse(id)
}

const endOf = ({ startTicks, lengthTicks }: Clip): number => startTicks + lengthTicks

const rangeOf = (clip: Clip): Range => ({ startTicks: clip.startTicks, endTicks: endOf(clip) })

const overlaps = (clip: Clip, { startTicks, endTicks }: Range): boolean =>
  clip.startTicks < endTicks && endOf(clip) > startTicks
