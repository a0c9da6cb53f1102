/** Places in a song as a person writes them: bars ("5", "5.1", "5.1.480") or seconds ("12.5s"). */
import { beatTicks, positionName } from "#shared/music/index.ts"
import { endTicks, meterMapOf, tempoMapOf, type Project } from "#shared/project/index.ts"
import { UsageError } from "./output.ts"

const SECONDS = /^(\d+(?:\.\d+)?)s$/
/** Bar and beat from 1, ticks from 0: as they stand on screen. */
const BARS = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?$/

/** @throws UsageError where the text is no place */
export function placeTicks(project: Project, option: string, text: string): number {
  const seconds = SECONDS.exec(text)?.[1]
  if (seconds !== undefined) return tempoMapOf(project).ticksAt(Number(seconds))
  const [, bar = "0", beat = "1", tick = "0"] = BARS.exec(text) ?? []
  if (Number(bar) >= 1 && Number(beat) >= 1)
    return tickInBar(project, `${option} ${text}`, {
      ...{ bar: Number(bar) - 1, beat: Number(beat) - 1, tick: Number(tick) },
    })
  throw new UsageError(
    `${option} is a bar such as 5 or 5.1.480 (the first is 1), or seconds such as 12.5s, not "${text}"`,
  )
}

/** @throws UsageError where the bar has no such beat, or the beat no such tick */
function tickInBar(
  project: Project,
  what: string,
  place: { bar: number; beat: number; tick: number },
): number {
  const map = meterMapOf(project)
  const { meter, endTicks: end } = map.barAt(map.tickAt({ ...place, beat: 0, tick: 0 }))
  const beat = beatTicks(meter)
  if (place.beat >= meter.numerator)
    throw new UsageError(`${what}: bar ${place.bar + 1} has ${meter.numerator} beats`)
  if (place.tick >= beat) throw new UsageError(`${what}: a beat there has ${beat} ticks, from 0`)
  const tick = map.tickAt(place)
  if (tick >= end) throw new UsageError(`${what}: bar ${place.bar + 1} ends before`)
  return tick
}

export interface SongRange {
  fromTicks?: number
  toTicks?: number
}

/** @throws UsageError where the end does not come after the beginning, or the beginning not before the piece's end */
export function songRange(
  project: Project,
  { from, to }: { from?: string; to?: string },
): SongRange {
  const range: SongRange = {}
  if (from !== undefined) range.fromTicks = placeTicks(project, "--from", from)
  if (to !== undefined) range.toTicks = placeTicks(project, "--to", to)
  const { fromTicks = 0, toTicks = Infinity } = range
  if (toTicks <= fromTicks) throw new UsageError("--to must come after --from")
  const end = endTicks(project)
  if (fromTicks > 0 && fromTicks >= end) {
    const place = positionName(meterMapOf(project).positionAt(end))
    throw new UsageError(`--from ${from ?? ""}: the piece ends at ${place}`)
  }
  return range
}
