/** Reads the lines of music of one tune, letter by letter. What is not known is passed over; no letter is read twice. */
import { alteration, bpmOf, meterOf, signatureOf, unitTicks } from "./fields.ts"
import type { AbcNote, VoiceBars } from "./bars.ts"

const PITCHES: Readonly<Record<string, number>> = {
  C: 60,
  D: 62,
  E: 64,
  F: 65,
  G: 67,
  A: 69,
  B: 71,
}
const NOTE = /(\^\^?|__?|=)?([A-Ga-g])([,']{0,8})/y
const REST = /([zxZX])/y
const LENGTH = /(\d{0,4})(\/{0,6})(\d{0,4})/y
const TUPLET = /\((\d)(?::(\d?))?(?::(\d{0,2}))?/y
const BAR_LINE = /(?::*\|+[|\]]*:*|::+|\[\|+:*)/y
const ENDING = /\s*\[?(\d[\d,-]{0,20})/y
const FIELD = /\[([A-Za-z]):([^\]\n]*)\]/y
const TEXT = /"([^"\n]*)"?/y
const DECORATION = /!([^!\n]{0,60})!|\+([a-z.<>()0-9]{1,30})\+/y
const GRACE = /\{[^}\n]*\}?/y
const BROKEN = /([<>])\1{0,2}/y
const MOST_RESTING_BARS = 500

/** Of a tuplet of so many notes, the time of how many it takes. */
const TIME_OF: Readonly<Record<number, number>> = { 2: 3, 3: 2, 4: 3, 6: 2, 8: 3 }

interface WrittenNote {
  pitch: number
  /** Of the unit length. */
  units: number
  /** Letter and octave: what an accidental holds for. */
  key: string
}

export class AbcBody {
  #line = ""
  #at = 0
  #voice: VoiceBars
  readonly #voiceOf: (name: string) => VoiceBars

  /** @param voiceOf begins a voice where there is none of that name */
  constructor(voiceOf: (name: string) => VoiceBars) {
    this.#voiceOf = voiceOf
    this.#voice = voiceOf("")
  }

  /** @param line without what follows a `%` */
  read(line: string): void {
    this.#line = line
    this.#at = 0
    while (this.#at < line.length) this.#readNext()
  }

  field(name: string, value: string): void {
    const voice = this.#voice
    if (name === "K") voice.signature = signatureOf(value) ?? voice.signature
    else if (name === "M") voice.setMeter(meterOf(value))
    else if (name === "L") voice.unitTicks = unitTicks(value) ?? voice.unitTicks
    else if (name === "V") this.#voice = this.#voiceOf(/^\s*(\S{1,60})/.exec(value)?.[1] ?? "")
    else if (name === "Q") {
      const bpm = bpmOf(value, voice.unitTicks)
      if (bpm !== undefined) voice.bar.tempos.push({ atTicks: voice.atTicks, bpm })
    }
  }

  set program(program: number) {
    this.#voice.program = program
  }

  #readNext(): void {
    if (!this.#readWords() && !this.#readSign() && !this.#readSound()) this.#at++
  }

  /** @returns whether there was one, here and in the next two */
  #readWords(): boolean {
    const field = this.#take(FIELD)
    if (field) this.field(field[1]!, field[2]!)
    const text = field ? undefined : this.#take(TEXT)
    if (text) this.#readText(text[1]!)
    return (field ?? text ?? this.#take(DECORATION) ?? this.#take(GRACE)) !== undefined
  }

  #readSign(): boolean {
    const line = this.#take(BAR_LINE)
    if (line) this.#readBarLine(line[0])
    else if (this.#line[this.#at] === "[" && /\d/.test(this.#line[this.#at + 1] ?? ""))
      this.#readEnding()
    else {
      const tuplet = this.#take(TUPLET)
      if (tuplet) this.#beginTuplet(tuplet)
      const broken = tuplet ? undefined : this.#take(BROKEN)
      if (broken) this.#breakRhythm(broken[0])
      return (tuplet ?? broken) !== undefined
    }
    return true
  }

  #readSound(): boolean {
    const letter = this.#line[this.#at]
    if (letter === "&") this.#voice.atTicks = 0
    if (letter === "[") {
      this.#readChord()
      return true
    }
    const note = this.#readNote()
    if (note) this.#sound([note])
    const rest = note ? undefined : this.#take(REST)
    if (rest) this.#rest(rest[1]!)
    return note !== undefined || rest !== undefined
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#line)
    if (!found || found[0] === "") return undefined
    this.#at += found[0].length
    return found
  }

  #readText(text: string): void {
    const { bar, atTicks } = this.#voice
    if (/^[A-G]/.test(text)) bar.chords.push({ atTicks, symbol: text })
    else if (/^N\.?C/i.test(text)) bar.chords.push({ atTicks, symbol: "" })
  }

  #readBarLine(sign: string): void {
    const colons = /^:*/.exec(sign)![0].length
    const isBoth = /^::+$/.test(sign)
    const isEnd = sign !== "|" && sign !== "[|"
    const times = colons === 0 ? 1 : isBoth ? 2 : colons + 1
    this.#voice.line({ times, isStart: sign.endsWith(":"), isEnd })
    if (/[\d]/.test(this.#line[this.#at] ?? "")) this.#readEnding()
  }

  #readEnding(): void {
    const [, list = ""] = this.#take(ENDING) ?? []
    const passes = list.split(",").flatMap((each) => {
      const [first = 0, last = first] = each.split("-").map(Number)
      return Array.from(
        { length: Math.min(20, Math.max(0, last - first + 1)) },
        (_, i) => first + i,
      )
    })
    if (passes.length > 0) this.#voice.ending(passes)
  }

  #beginTuplet([, of = "3", time = "", notes = ""]: RegExpExecArray): void {
    const count = Math.max(1, Number(of))
    const { meter } = this.#voice
    const isCompound = meter !== undefined && meter.numerator % 3 === 0 && meter.denominator >= 8
    const inTimeOf = Number(time) || (TIME_OF[count] ?? (isCompound ? 3 : 2))
    this.#voice.tuplet = { left: Number(notes) || count, factor: inTimeOf / count }
  }

  /** `a>b` is dotted, `a>>b` doubly: what the one gets the other loses. */
  #breakRhythm(signs: string): void {
    const { last, bar } = this.#voice
    if (last.notes.length === 0) return
    const share = 0.5 ** signs.length
    const factor = signs.startsWith(">") ? 2 - share : share
    const before = this.#voice.atTicks - last.fromTicks
    for (const note of last.notes) note.lengthTicks *= factor
    this.#voice.atTicks = last.fromTicks + before * factor
    bar.lengthTicks = Math.max(0, bar.lengthTicks + before * (factor - 1))
    this.#voice.broken = 2 - factor
  }

  /** With its own length in units, 1 where it has none. */
  #readNote(): WrittenNote | undefined {
    const found = this.#take(NOTE)
    if (!found) return undefined
    const [, accidental, letter = "C", octaves = ""] = found
    const name = letter.toUpperCase()
    const up = octaves.replaceAll(",", "").length * 2 - octaves.length
    const octave = up + (letter === name ? 0 : 1)
    const key = name + String(octave)
    const { accidentals, signature, tied } = this.#voice
    if (accidental !== undefined) accidentals.set(key, alteration(accidental))
    const altered = accidentals.get(key) ?? tied.get(key) ?? signature[name] ?? 0
    return { pitch: PITCHES[name]! + 12 * octave + altered, units: this.#readLength(), key }
  }

  #readLength(): number {
    const [, over = "", slashes = "", under = ""] = this.#take(LENGTH) ?? []
    const divisor = slashes === "" ? 1 : Number(under) || 2 ** slashes.length
    const units = (over === "" ? 1 : Number(over)) / divisor
    return units > 0 ? units : 1
  }

  #readChord(): void {
    this.#at++
    const notes: WrittenNote[] = []
    while (this.#at < this.#line.length && this.#line[this.#at] !== "]") {
      const note = this.#take(TEXT) || this.#take(DECORATION) ? undefined : this.#readNote()
      if (note) notes.push(note)
      else if (this.#line[this.#at] === "|") return
      else this.#at++
    }
    this.#at++
    const [first] = notes
    if (!first) return
    const units = this.#readLength()
    // Notes of a chord have one length, which is the first's.
    this.#sound(notes.map((note) => ({ ...note, units: first.units * units })))
  }

  #sound(notes: readonly WrittenNote[]): void {
    const voice = this.#voice
    const isTied = /^\s{0,4}-/.test(this.#line.slice(this.#at, this.#at + 5))
    const ticks = this.#ticksOf(notes[0]!.units)
    const from = voice.atTicks
    const sounding = notes.map(({ pitch }): AbcNote => ({
      atTicks: from,
      lengthTicks: ticks,
      pitch,
      isTied,
    }))
    voice.bar.notes.push(...sounding.filter(({ pitch }) => pitch >= 0 && pitch <= 127))
    voice.tied.clear()
    if (isTied)
      for (const { key } of notes) {
        const altered = voice.accidentals.get(key)
        if (altered !== undefined) voice.tied.set(key, altered)
      }
    voice.advance(ticks)
    voice.last = { notes: sounding, fromTicks: from }
  }

  #ticksOf(units: number): number {
    const voice = this.#voice
    const factor = voice.tuplet.left > 0 ? voice.tuplet.factor : 1
    if (voice.tuplet.left > 0) voice.tuplet.left--
    const ticks = units * voice.unitTicks * factor * voice.broken
    voice.broken = 1
    return ticks
  }

  #rest(letter: string): void {
    const units = this.#readLength()
    const voice = this.#voice
    voice.last = { notes: [], fromTicks: voice.atTicks }
    if (letter === "z" || letter === "x") {
      voice.advance(this.#ticksOf(units))
      return
    }
    const { numerator, denominator } = voice.meter ?? { numerator: 4, denominator: 4 }
    for (let bar = 1; bar <= Math.min(units, MOST_RESTING_BARS); bar++) {
      if (bar > 1) voice.line({ times: 1, isStart: false, isEnd: false })
      voice.advance((numerator * 3840) / denominator)
    }
  }
}
