/** Points as automation curves and as controllers of a clip. */
import type { AutomationPoint, ControllerEvent } from "../model/index.ts"
import {
  unitOf,
  ticksAt,
  type KnownParameter,
  type ReadContext,
  type TimeUnit,
} from "./read-context.ts"
import { codingOf } from "./values.ts"
import { EXPRESSIONS, MOST_BEND, MOST_DATA } from "./write-points.ts"
import { childOf, numberOf, type XmlElement } from "../xml/xml.ts"

const STATUS = new Map<string, number>(
  Object.entries(EXPRESSIONS).map(([status, name]) => [name, Number(status)]),
)

/** One point a tick, the last of several, ascending. */
export function readAutomation(
  points: XmlElement,
  { target, read = codingOf(target).read }: KnownParameter,
  outer: TimeUnit,
  { tempo }: Pick<ReadContext, "tempo">,
): AutomationPoint[] {
  const unit = unitOf(points, outer)
  const byTick = new Map<number, AutomationPoint>()
  for (const point of points.children) {
    const time = numberOf(point, "time", undefined)
    const value = numberOf(point, "value", undefined)
    if (time === undefined || value === undefined) continue
    const tick = Math.round(ticksAt(time, unit, tempo))
    const curve = point.attributes["interpolation"] === "hold" ? "hold" : "linear"
    byTick.set(tick, { tick, value: read(value), curve })
  }
  return [...byTick.values()].sort((a, b) => a.tick - b.tick)
}

/** @returns nothing where the points are of no MIDI message */
export function readControllers(
  points: XmlElement,
  outer: TimeUnit,
  { tempo }: Pick<ReadContext, "tempo">,
): ControllerEvent[] | undefined {
  const target = childOf(points, "Target")
  const kind = STATUS.get(target?.attributes["expression"] ?? "")
  if (kind === undefined) return undefined
  const unit = unitOf(points, outer)
  const status = kind + within(numberOf(target, "channel", 0), 15)
  const number = within(numberOf(target, kind === 0xa0 ? "key" : "controller", 0), MOST_DATA)
  return points.children.flatMap((point): ControllerEvent[] => {
    const time = numberOf(point, "time", undefined)
    if (time === undefined) return []
    const tick = Math.round(ticksAt(time, unit, tempo))
    return [[tick, status, ...dataOf(kind, number, numberOf(point, "value", 0))]]
  })
}

function dataOf(kind: number, number: number, value: number): [number, number] {
  if (kind === 0xe0) {
    const bend = within(value * MOST_BEND, MOST_BEND)
    return [bend % 0x80, Math.floor(bend / 0x80)]
  }
  const data = within(value * MOST_DATA, MOST_DATA)
  return kind < 0xc0 ? [number, data] : [data, 0]
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(value)))
}
