/** Automation curves and a clip's controllers as Points. */
import type { AutomationPoint, AutomationTarget, ControllerEvent } from "../model/index.ts"
import { beatsOf, codingOf } from "./values.ts"
import { element, type XmlElement } from "../xml/xml.ts"

/** @param parameterId the id that the target's parameter has in the file */
export function automationPoints(
  target: AutomationTarget,
  points: readonly AutomationPoint[],
  parameterId: string,
): XmlElement {
  const { unit, write } = codingOf(target)
  return element("Points", { timeUnit: "beats", unit }, [
    element("Target", { parameter: parameterId }),
    ...points.map(({ tick, value, curve }) =>
      element("RealPoint", {
        time: beatsOf(tick),
        value: write(value),
        interpolation: curve === "hold" ? "hold" : "linear",
      }),
    ),
  ])
}

export const EXPRESSIONS = {
  0xa0: "polyPressure",
  0xb0: "channelController",
  0xc0: "programChange",
  0xd0: "channelPressure",
  0xe0: "pitchBend",
} as const
export const MOST_BEND = 0x3fff
export const MOST_DATA = 0x7f

/** One curve for each kind of message, channel, and key or controller. */
export function controllerPoints(events: readonly ControllerEvent[]): XmlElement[] {
  const kinds = new Map<string, ControllerEvent[]>()
  for (const event of events) {
    const [, status, first] = event
    const key = status < 0xc0 ? `${status} ${first}` : String(status)
    const known = kinds.get(key)
    if (known) known.push(event)
    else kinds.set(key, [event])
  }
  return [...kinds.values()].map(pointsOfKind)
}

function pointsOfKind(events: readonly ControllerEvent[]): XmlElement {
  const [, status, first] = events[0]!
  const kind = (status & 0xf0) as keyof typeof EXPRESSIONS
  return element("Points", { timeUnit: "beats", unit: "normalized" }, [
    element("Target", {
      expression: EXPRESSIONS[kind],
      channel: status & 0x0f,
      ...(kind === 0xa0 ? { key: first } : {}),
      ...(kind === 0xb0 ? { controller: first } : {}),
    }),
    ...events.map((event) =>
      element("RealPoint", {
        time: beatsOf(event[0]),
        value: normalisedValue(event),
        interpolation: "hold",
      }),
    ),
  ])
}

function normalisedValue([, status, first, second]: ControllerEvent): number {
  if (status >= 0xe0) return (second * 0x80 + first) / MOST_BEND
  return (status < 0xc0 ? second : first) / MOST_DATA
}
