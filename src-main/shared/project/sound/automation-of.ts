/** What moves a track's values: its lanes, and the automation clips that lie on it. */
import { HOLD, LINEAR, type AutomationPlan } from "../../dsp/graph/index.ts"
import type { AutomationClip, AutomationPoint, AutomationTarget, Track } from "../model/index.ts"
import { contentSpans } from "../edit/content.ts"
import type { SongTime } from "./song-time.ts"

/** Straight pieces in place of a bend. */
const BEND_PIECES = 16

interface Point {
  tick: number
  value: number
  isHeld: boolean
}

export function automationOf(
  { automation }: Track,
  clips: readonly AutomationClip[],
  time: SongTime,
): AutomationPlan[] {
  const byTarget = new Map<string, { target: AutomationTarget; points: Point[] }>()
  const add = (target: AutomationTarget, points: readonly Point[]): void => {
    const key = `${target.deviceId ?? ""}/${target.parameter}`
    const known = byTarget.get(key)
    if (known) known.points.push(...points)
    else byTarget.set(key, { target, points: [...points] })
  }
  for (const { target, points } of automation) add(target, straightened(points))
  for (const clip of clips) if (!clip.isMuted) add(clip.target, pointsOf(clip))
  return [...byTarget.values()]
    .filter(({ points }) => points.length > 0)
    .map(({ target, points }) => planOf(target, points, time))
}

function planOf(target: AutomationTarget, points: Point[], time: SongTime): AutomationPlan {
  const sorted = points.toSorted((a, b) => a.tick - b.tick)
  return {
    deviceId: target.deviceId ?? null,
    parameter: target.parameter,
    frames: Float64Array.from(sorted, ({ tick }) => time.frameAt(tick)),
    values: Float32Array.from(sorted, ({ value }) => value),
    curves: Uint8Array.from(sorted, ({ isHeld }) => (isHeld ? HOLD : LINEAR)),
  }
}

/** A clip's points in song time; where the clip ends its last value stays. */
function pointsOf(clip: AutomationClip): Point[] {
  const all = straightened(clip.points)
  return contentSpans(clip).flatMap(({ contentTicks, lengthTicks, atTicks }) =>
    all
      .filter(({ tick }) => tick >= contentTicks && tick < contentTicks + lengthTicks)
      .map((point) => ({ ...point, tick: atTicks + point.tick - contentTicks })),
  )
}

/** Bends as straight pieces. */
function straightened(points: readonly AutomationPoint[]): Point[] {
  return points.flatMap((point, i) => {
    const { tick, value, curve, tension = 0 } = point
    const next = points[i + 1]
    if (curve !== "smooth" || !next) return [{ tick, value, isHeld: curve === "hold" }]
    return Array.from({ length: BEND_PIECES }, (_, piece) => {
      const share = piece / BEND_PIECES
      return {
        tick: tick + (next.tick - tick) * share,
        value: value + (next.value - value) * bent(share, tension),
        isHeld: false,
      }
    })
  })
}

/** Slow at both ends; tension shifts the middle early (above 0) or late. */
export function bent(share: number, tension: number): number {
  const shifted = tension >= 0 ? share / (share + (1 - share) / (1 + 3 * tension)) : 0
  const late = tension < 0 ? share / (1 - 3 * tension) / (share / (1 - 3 * tension) + 1 - share) : 0
  const moved = tension >= 0 ? shifted : late
  return moved * moved * (3 - 2 * moved)
}
