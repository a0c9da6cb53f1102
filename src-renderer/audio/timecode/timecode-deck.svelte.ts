/** A deck's control record, as the window sees it: its input, which record it is, how well it is heard. */
import { toStudioError } from "#shared/contract/index.ts"
import { PLAIN, type FoundRecord, type TimecodeName } from "#shared/timecode/index.ts"
import type { Preferences } from "../../session/index.ts"
import type { AudioInputs, InputName, OpenInput } from "../recording/audio-inputs.svelte.ts"
import type { FromAudio } from "../player-protocol.ts"
import type { Sound } from "../sound.ts"
import { Calibration, type Calibrated } from "./calibration.ts"
import { findRecordBeside } from "./find-record.ts"
import { RecordSearch } from "./record-search.ts"
import type { FromTimecode, TimecodeFigures, ToTimecode } from "./timecode-protocol.ts"
import { setupOf } from "./timecode-setup.ts"
import {
  readTimecodeSettings,
  writeTimecodeSettings,
  type TimecodeSettings,
} from "./timecode-settings.ts"

export interface TimecodeOptions {
  deck: number
  sound: Sound
  inputs: AudioInputs
  preferences: Preferences
  /** For tests. */
  findRecord?: typeof findRecordBeside
}

/** What is heard of it is told to people twice a second. */
const TELL_MS = 500

export class TimecodeDeck {
  /** Whether the deck is turned by timecode, or is about to be. */
  isOn = $state(false)
  /** Why it is not, in a sentence; the input is gone, or could not be opened. */
  problem = $state<string | null>(null)
  /** The input went away while it turned the deck. */
  isGone = $state(false)
  /** The record that plays: as it was found, or as it was chosen; null while it is looked for. */
  record = $state.raw<FoundRecord | null>(null)
  /** What plays instead of the chosen record. */
  another = $state<TimecodeName | null>(null)
  /** Of the open input. */
  channels = $state(2)
  /** What is heard, a moment ago. */
  figures = $state.raw<TimecodeFigures | null>(null)
  /** Seconds so far of a calibration that runs; null where none does. */
  calibratingSeconds = $state<number | null>(null)
  calibrated = $state.raw<Calibrated | null>(null)
  /** Told about 60 times a second. */
  onState: ((message: Extract<FromTimecode, { kind: "deck-timecode-state" }>) => void) | undefined
  readonly settings: TimecodeSettings = $derived.by(() =>
    readTimecodeSettings(this.#options.preferences, this.#options.deck),
  )
  #options: TimecodeOptions
  #input: OpenInput | null = null
  #search: RecordSearch
  #calibration: Calibration | null = null
  #toldAt = 0
  #stateAt = 0
  #run = 0

  constructor(options: TimecodeOptions) {
    this.#options = options
    this.#search = new RecordSearch({
      find: options.findRecord ?? findRecordBeside,
      listen: (frames) => this.#listen(frames),
      onFound: (found) => this.#found(found),
    })
    options.sound.listen({
      receive: (message) => this.#receive(message),
      tick: () => undefined,
    })
    options.inputs.whenGone((name) => this.#gone(name))
  }

  /** Opens the input, asking for it if need be, and lets it turn the deck. */
  async start(): Promise<void> {
    const run = ++this.#run
    this.isOn = true
    this.problem = null
    this.isGone = false
    this.another = null
    try {
      const { inputs, sound } = this.#options
      const { input } = this.settings
      inputs.keep(new Set([input]), this.#who)
      const { line } = await sound.open()
      const opened = await inputs.open(line, input)
      if (run !== this.#run) return
      this.#input = opened
      this.channels = opened.channels
      const { format } = this.settings
      this.#turn(format === "auto" ? null : { timecode: format, wiring: PLAIN })
    } catch (error) {
      if (run !== this.#run) return
      this.stop()
      this.problem = toStudioError(error).message
    }
  }

  /** Gives the deck back to other hands. */
  stop(): void {
    this.#run += 1
    this.isOn = false
    this.problem = null
    this.isGone = false
    this.#input = null
    this.#release()
  }

  /** Changes how it is heard; takes it up anew where that matters. */
  set(changes: Partial<TimecodeSettings>): void {
    const { preferences, deck } = this.#options
    writeTimecodeSettings(preferences, deck, { ...this.settings, ...changes })
    if (!this.isOn) return
    if (changes.isAbsolute === undefined) void this.start()
    else this.#post({ kind: "deck-timecode-mode", deck, isAbsolute: changes.isAbsolute })
  }

  /** Looks at the record anew, and measures for five seconds in which it plays by itself. */
  calibrate(): void {
    this.calibrated = null
    this.#calibration = new Calibration()
    this.calibratingSeconds = 0
    this.#search.again()
  }

  get #who(): string {
    return `timecode of deck ${this.#options.deck}`
  }

  #release(): void {
    this.#post({ kind: "deck-timecode", deck: this.#options.deck, setup: null })
    this.#options.inputs.keep(new Set(), this.#who)
    this.record = null
    this.another = null
    this.figures = null
    this.#calibration = null
    this.calibratingSeconds = null
    this.#search.stop()
  }

  #turn(record: FoundRecord | null): void {
    if (!this.#input) return
    this.record = record
    const setup = setupOf(record, this.#input, this.settings)
    this.#post({ kind: "deck-timecode", deck: this.#options.deck, setup })
  }

  #found(found: FoundRecord): void {
    const { format } = this.settings
    const isWanted = format === "auto" || format === found.timecode
    // A chosen format is kept: that another one plays is told, and for the person to decide.
    this.another = isWanted ? null : found.timecode
    if (isWanted) this.#turn(found)
    this.#search.rest()
  }

  #listen(frames: number): void {
    if (!this.#input) return
    const pair = { slot: this.#input.slot, firstChannel: this.settings.firstChannel }
    this.#post({ kind: "deck-listen", deck: this.#options.deck, pair, frames })
  }

  #receive(message: FromAudio): void {
    if (!this.isOn || !("deck" in message) || message.deck !== this.#options.deck) return
    if (message.kind === "deck-listened") {
      const rateHz = this.#options.sound.now?.line.rateHz ?? 48_000
      void this.#search.heard({ left: message.left, right: message.right, rateHz })
    } else if (message.kind === "deck-timecode-state") {
      this.onState?.(message)
      this.#measure(message.figures)
    }
  }

  #measure(figures: TimecodeFigures): void {
    const nowMs = performance.now()
    const seconds = Math.min(0.1, (nowMs - this.#stateAt) / 1000)
    this.#stateAt = nowMs
    this.#calibration?.add(figures, seconds)
    const rateHz = this.#options.sound.now?.line.rateHz
    if (rateHz !== undefined) this.#search.watch(figures, this.record !== null, nowMs, rateHz)
    if (nowMs - this.#toldAt < TELL_MS) return
    this.#toldAt = nowMs
    this.figures = figures
    if (!this.#calibration) return
    this.calibratingSeconds = this.#calibration.seconds
    if (!this.#calibration.isOver) return
    this.calibrated = this.#calibration.result()
    this.calibratingSeconds = null
    this.#calibration = null
  }

  #gone(name: InputName): void {
    if (!this.isOn || name !== this.settings.input) return
    this.stop()
    this.isGone = true
    this.problem = name === "" ? "The audio input is gone" : `The input “${name}” is gone`
  }

  #post(message: ToTimecode): void {
    this.#options.sound.now?.line.post(message)
  }
}
