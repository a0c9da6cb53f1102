/** What people type into number fields: plain values, sums on the present value, note values, names of pitches. */
import { parsePitch, TICKS_PER_WHOLE, type MeterMap } from "#shared/music/index.ts"

/** Reads a text given the present value; undefined where it means nothing. */
export type ReadText = (text: string, now: number) => number | undefined

/** "+3", "-3", "*2", "/2" on the present value; a number else. A true minus is one, too. */
export const readNumber: ReadText = (text, now) => {
  const [, sign = "", digits = ""] = /^([+*/−-]?)\s*(\d+(?:\.\d+)?)$/.exec(text.trim()) ?? []
  if (digits === "") return undefined
  const value = Number(digits)
  switch (sign) {
    case "+":
      return now + value
    case "*":
      return now * value
    case "/":
      return value === 0 ? undefined : now / value
    case "-":
    case "−":
      return now - value
    default:
      return value
  }
}

/** Ticks, or a note value: "1/8" is 480, "1/8T" 320, "1/8." 720. */
export const readLength: ReadText = (text, now) => {
  const [, numerator = "", denominator = "", kind = ""] =
    /^(\d+)\/(\d+)(T|t|\.|)$/.exec(text.trim()) ?? []
  if (denominator === "" || Number(denominator) === 0) return readNumber(text, now)
  const factor = kind === "." ? 1.5 : kind === "" ? 1 : 2 / 3
  return (Number(numerator) / Number(denominator)) * TICKS_PER_WHOLE * factor
}

/** A stretch from bar line to bar line as "4 bars", any other in ticks. */
export function barsText(meters: MeterMap, startTicks: number): (lengthTicks: number) => string {
  return (lengthTicks) => {
    const [from, to] = [meters.positionAt(startTicks), meters.positionAt(startTicks + lengthTicks)]
    const bars = to.bar - from.bar
    if (bars < 1 || from.beat + from.tick + to.beat + to.tick > 0) return String(lengthTicks)
    return bars === 1 ? "1 bar" : `${bars} bars`
  }
}

/** Bars as `barsText` has them, or what `readLength` reads. */
export function readBars(meters: MeterMap, startTicks: number): ReadText {
  return (text, now) => {
    const [, bars = ""] = /^(\d+)\s*bars?$/i.exec(text.trim()) ?? []
    if (bars === "") return readLength(text, now)
    const from = meters.positionAt(startTicks)
    return meters.tickAt({ ...from, bar: from.bar + Number(bars) }) - startTicks
  }
}

/** A name ("C#3", "e♭4") or a number of MIDI. */
export const readPitch: ReadText = (text, now) => {
  const name = text.trim().replace("♯", "#").replace("♭", "b")
  const pitch = parsePitch(name.slice(0, 1).toUpperCase() + name.slice(1))
  return pitch ?? readNumber(text, now)
}

/** "3.2.120": bar, beat and tick from 1; what is left out is the first. Sums are ticks. */
export function readPosition(meters: MeterMap): ReadText {
  return (text, now) => {
    const [, bar = "", beat = "1", tick = "0"] =
      /^(\d+)(?:[.:](\d+))?(?:[.:](\d+))?$/.exec(text.trim()) ?? []
    if (bar === "") return readNumber(text, now)
    if (bar === "0" || beat === "0") return undefined
    return meters.tickAt({ bar: Number(bar) - 1, beat: Number(beat) - 1, tick: Number(tick) })
  }
}
