/**
 * ScratchML 0.6 (www.scratchml.com, a draft of 2012): the record's position in milliseconds of record at a steady rate, and a
 * fader as events of time (ms) and position (0 left, 1 right). An own reader and writer of the documented format.
 */
import { fail } from "#shared/contract/errors.ts"
import {
  childOf,
  childrenOf,
  element,
  readXml,
  xmlText,
  type XmlElement,
} from "#shared/project/xml/index.ts"
import { turnsAt } from "../gesture-at.ts"
import type { FaderPoint, Gesture, PositionPoint } from "../gesture.ts"

/** 44.1 kHz in blocks of 128 frames, as the files that there are. */
const RATE_HZ = 344.53125
const MS_PER_TURN = 1800
const MOST_POINTS = 10_000_000

/** @throws StudioError unreadable where it is no XML, invalid-input where it is no ScratchML; both name `file` */
export function gestureFromScratchml(text: string, file: string): Gesture {
  const root = readXml(text)
  if (root.name !== "sml") fail("invalid-input", `${file}: <${root.name}> is no ScratchML`)
  const performance = childOf(root, "performance")
  const turntable = childOf(performance, "turntable")
  const rateHz = turntable
    ? numberIn(childOf(turntable, "samplerate"), file, "samplerate")
    : RATE_HZ
  if (!(rateHz > 0)) fail("invalid-input", `${file}: a samplerate of ${rateHz} is none`)
  const fader = childOf(childOf(performance, "mixer"), "fader")
  const samples = childrenOf(childOf(turntable, "data"), "p")
  if (samples.length > MOST_POINTS)
    fail("invalid-input", `${file} has more points than any session`)
  const points = samples.map((p, i): PositionPoint => ({
    timeSeconds: i / rateHz,
    positionTurns: numberIn(p, file, `position ${i + 1}`) / MS_PER_TURN,
  }))
  const events = faderPoints(fader, file)
  if (points.length === 0 && events.length === 0) fail("invalid-input", `${file} holds no movement`)
  const last = Math.max(points.at(-1)?.timeSeconds ?? 0, events.at(-1)?.timeSeconds ?? 0)
  return { durationSeconds: last, points, fader: events, touches: [] }
}

function faderPoints(fader: XmlElement | undefined, file: string): FaderPoint[] {
  const isHamster = /^(1|true|yes)$/i.test(childOf(fader, "hamster")?.text.trim() ?? "")
  const events = childrenOf(childOf(fader, "data"), "event").map((event, i): FaderPoint => {
    const value = numberIn(childOf(event, "p"), file, `p of fader event ${i + 1}`)
    if (value < 0 || value > 1)
      fail("invalid-input", `${file}: fader event ${i + 1} is not in 0..1`)
    return {
      timeSeconds: numberIn(childOf(event, "t"), file, `t of fader event ${i + 1}`) / 1000,
      value: isHamster ? 1 - value : value,
    }
  })
  return events.toSorted((a, b) => a.timeSeconds - b.timeSeconds)
}

export function scratchmlOf(gesture: Gesture, client: string): string {
  const count = Math.floor(gesture.durationSeconds * RATE_HZ + 1e-6) + 1
  const positions = gesture.points.length === 0 ? 0 : Math.min(count, MOST_POINTS)
  const data = Array.from({ length: positions }, (_, i) =>
    leaf("p", ms(turnsAt(gesture, i / RATE_HZ) * MS_PER_TURN)),
  )
  const events = gesture.fader.map(({ timeSeconds, value }) =>
    element("event", {}, [leaf("t", ms(timeSeconds * 1000)), leaf("p", ms(value))]),
  )
  return xmlText(
    element("sml", {}, [
      element("version", {}, [leaf("major", "0"), leaf("minor", "6")]),
      element("info", {}, [leaf("client", client)]),
      element("performance", {}, [
        element("turntable", {}, [
          ...[leaf("deck", "right"), leaf("samplerate", String(RATE_HZ))],
          element("data", {}, data),
        ]),
        element("mixer", {}, [
          element("fader", {}, [leaf("hamster", "0"), element("data", {}, events)]),
        ]),
      ]),
    ]),
  )
}

/** A fiftieth of a tick of the finest platter. */
const ms = (value: number): string => String(Math.round(value * 1e4) / 1e4)

const leaf = (name: string, text: string): XmlElement => element(name, {}, [], text)

function numberIn(from: XmlElement | undefined, file: string, what: string): number {
  const text = from?.text.trim() ?? ""
  const value = Number(text)
  if (text !== "" && Number.isFinite(value) && Math.abs(value) < 1e12) return value
  return fail("invalid-input", `${file}: ${what} is no number`)
}
