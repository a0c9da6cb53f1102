/** Teaching a controller in the window: what it sends meanwhile, the picture of it, and what is kept in the end. */
import {
  calibrating,
  learn,
  livePicture,
  mergedProfile,
  profileIdOf,
  startLearning,
  type ControllerProfile,
  type LearnInput,
  type LearnState,
  type LivePicture,
  type RawEvent,
} from "#shared/gesture/index.ts"
import { dataBytesOf } from "#shared/music/index.ts"
import type { Studio } from "../../../session/index.ts"

const LOOK_MS = 150
/** The five turns of a slow hand take half a minute: a step left alone keeps no more than its last minutes. */
const MOST_EVENTS = 200_000

export interface LearnTarget {
  port: string
  /** One more deck, or one anew, of a controller that is known; absent: all of it. */
  known?: ControllerProfile
  /** From 1. */
  deck?: number
  /** Only the five turns. */
  isCalibration?: boolean
}

export class LearnSession {
  isOpen = $state(false)
  state = $state.raw<LearnState>(startLearning(""))
  picture = $state.raw<LivePicture>(livePicture(startLearning("")))
  name = $state("")
  /** As it is typed. */
  ticks = $state("")
  target = $state.raw<LearnTarget>({ port: "" })
  isKeeping = $state(false)
  readonly #studio: Studio
  /** Told of a fader that is another device's. */
  readonly #onMixer: (port: string) => void
  #heard: RawEvent[] = []
  #stop: (() => void) | undefined

  constructor(studio: Studio, onMixer: (port: string) => void) {
    this.#studio = studio
    this.#onMixer = onMixer
  }

  open(target: LearnTarget): void {
    this.close()
    const { port, known, deck = 1, isCalibration } = target
    const begun = isCalibration && known ? calibrating(port, known, deck) : undefined
    this.target = target
    this.#set(begun ?? startLearning(port))
    this.name = known?.name ?? port
    this.ticks = ""
    this.isOpen = true
    this.#studio.controllers.taughtPort = port
    const stop = this.#studio.midi.listen((message, atMs, from) => this.#hear(message, atMs, from))
    const timer = setInterval(() => this.#look(), LOOK_MS)
    this.#stop = () => {
      stop()
      clearInterval(timer)
    }
  }

  close(): void {
    this.#stop?.()
    this.#stop = undefined
    this.#heard = []
    this.isOpen = false
    this.#studio.controllers.taughtPort = null
  }

  tell(kind: Exclude<LearnInput["kind"], "heard">): void {
    this.#look()
    const state = learn(this.state, { kind })
    if (state.step === "done" && this.state.step !== "done") this.ticks = ticksText(state.profile)
    this.#set(state)
  }

  /** Ticks a turn that could be played; undefined where what was typed is no such number. */
  get ticksPerRevolution(): number | undefined {
    const ticks = Number(this.ticks.replace(",", "."))
    return this.ticks.trim() !== "" && ticks > 0 && ticks <= 1e6 ? ticks : undefined
  }

  /** A platter that says its speed has no ticks. */
  get needsTicks(): boolean {
    return this.state.profile?.decks[0]?.encoding !== "speed7"
  }

  /** What it is taught with was pulled out; what was learnt stays. */
  get isUnplugged(): boolean {
    return !this.#studio.midi.inputs.includes(this.target.port)
  }

  get canKeep(): boolean {
    const hasTicks = !this.needsTicks || this.ticksPerRevolution !== undefined
    return hasTicks && profileIdOf(this.name) !== ""
  }

  /** Keeps what was learnt, and plays it at once. */
  async keep(): Promise<void> {
    const { profile, mixer, mixerPort } = this.state
    if (!profile || !this.canKeep || this.isKeeping) return
    this.isKeeping = true
    try {
      const { controllers } = this.#studio
      await controllers.keep(this.#whole(profile))
      if (mixer && mixerPort !== undefined) {
        if (!controllers.profileOf(mixerPort)) await controllers.keep(mixer)
        this.#onMixer(mixerPort)
      }
      this.#studio.toasts.show(`${this.name} is ready.`)
      this.close()
    } catch (error) {
      this.#studio.toasts.error(error, "What was learnt could not be kept.")
    } finally {
      this.isKeeping = false
    }
  }

  /** With the name and the ticks that stand on the last page. */
  #whole(learnt: ControllerProfile): ControllerProfile {
    const { known, deck = 1 } = this.target
    const [first] = learnt.decks
    const ticksPerRevolution = this.ticksPerRevolution ?? first!.ticksPerRevolution
    const counted = { ...learnt, decks: [{ ...first!, ticksPerRevolution }] }
    const name = this.name.trim().slice(0, 200)
    if (known) return { ...mergedProfile(known, deck, counted), name }
    return { ...counted, name, id: this.#freeId(profileIdOf(name)) }
  }

  /** Two devices of one name are two. */
  #freeId(id: string): string {
    for (let number = 1; ; number++) {
      const free = number === 1 ? id : `${id}-${number}`
      if (!this.#studio.controllers.profile(free)) return free
    }
  }

  #hear(message: number, atMs: number, port: string): void {
    // A crossfader may be another device's.
    if (port !== this.state.portName && this.state.step !== "fader") return
    const status = message >> 16
    const all = [status, (message >> 8) & 0x7f, message & 0x7f]
    const bytes = Uint8Array.from(all.slice(0, 1 + dataBytesOf(status)))
    this.#heard.push({ atMicros: Math.round(atMs * 1000), bytes, port })
  }

  #look(): void {
    if (this.#heard.length === 0) return
    const room = MOST_EVENTS - this.state.events.length
    const events = this.#heard.splice(0).slice(0, room)
    if (events.length > 0) this.#set(learn(this.state, { kind: "heard", events }))
  }

  #set(state: LearnState): void {
    this.state = state
    this.picture = livePicture(state)
  }
}

function ticksText(profile: ControllerProfile | undefined): string {
  const ticks = profile?.decks[0]?.ticksPerRevolution
  return ticks === undefined || ticks === "unknown" ? "" : String(ticks)
}
