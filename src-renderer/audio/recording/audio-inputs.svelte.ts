/** The computer's audio inputs by name, and those of them that are open now: one stream a device, whoever hears it. */
import { StudioError } from "#shared/contract/index.ts"
import type { PlayerLine } from "../player-protocol.ts"
import { INPUT_SLOTS } from "./input-protocol.ts"

/** As a track names it; empty: the system's own choice. */
export type InputName = string

export interface OpenInput {
  readonly name: InputName
  /** As the system calls it. */
  readonly label: string
  readonly slot: number
  readonly channels: number
  /** Seconds that the system says it is late by; 0 where it does not say. */
  readonly latencySeconds: number
}

interface Live extends OpenInput {
  stream: MediaStream
  disconnect(): void
}

/** Raw sound: no filter of the browser's, which are made for speech. */
const RAW = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }

/** Interfaces give what they have of these. */
const MOST_CHANNELS = 8

export class AudioInputs {
  /** Names of the inputs that are there. */
  names = $state.raw<readonly InputName[]>([])
  /** Told when a device that is open goes away, by name. */
  onGone: (name: InputName) => void = () => {}
  #live = new Map<InputName, Promise<Live>>()
  /** Who hears which: a device is open while anybody does. */
  #held = new Map<string, ReadonlySet<InputName>>()
  #watchers = new Set<(name: InputName) => void>()

  /** Follows what is plugged in and out, until the returned function is called. */
  follow(): () => void {
    const { mediaDevices } = navigator
    const refresh = (): void => void this.refresh()
    refresh()
    mediaDevices.addEventListener("devicechange", refresh)
    return () => {
      mediaDevices.removeEventListener("devicechange", refresh)
      this.#held.clear()
      this.#closeUnheld()
    }
  }

  /** Told as `onGone` is, until the returned function is called. */
  whenGone(listener: (name: InputName) => void): () => void {
    this.#watchers.add(listener)
    return () => this.#watchers.delete(listener)
  }

  async refresh(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices()
    const inputs = devices.filter(({ kind, deviceId }) => isInput(kind, deviceId))
    this.names = [...new Set(inputs.map(({ label }) => label).filter((label) => label !== ""))]
  }

  /**
   * Opens an input, or gives the one that is open.
   * @throws StudioError device-unavailable with a sentence that says which, and why
   */
  async open(line: PlayerLine, name: InputName): Promise<OpenInput> {
    const known = this.#live.get(name)
    if (known) return known
    const slot = await this.#freeSlot()
    const opening = open(line, name, slot, () => this.#ended(name))
    this.#live.set(name, opening)
    opening.catch(() => this.#live.delete(name))
    const opened = await opening
    void this.refresh() // only now the system tells names
    return opened
  }

  /** Who hears from now on only these; closes what nobody hears. */
  keep(names: ReadonlySet<InputName>, who = "tracks"): void {
    this.#held.set(who, names)
    this.#closeUnheld()
  }

  #closeUnheld(): void {
    const held = [...this.#held.values()]
    for (const [name, opening] of this.#live) {
      if (held.some((names) => names.has(name))) continue
      this.#live.delete(name)
      opening.then(close).catch(() => undefined)
    }
  }

  async #freeSlot(): Promise<number> {
    const opened = await Promise.allSettled(this.#live.values())
    const taken = new Set(
      opened.flatMap((one) => (one.status === "fulfilled" ? one.value.slot : [])),
    )
    for (let slot = 0; slot < INPUT_SLOTS; slot++) if (!taken.has(slot)) return slot
    throw new StudioError(
      "device-unavailable",
      `At most ${INPUT_SLOTS} input devices can be open at once`,
    )
  }

  #ended(name: InputName): void {
    const opening = this.#live.get(name)
    this.#live.delete(name)
    opening?.then(close).catch(() => undefined)
    this.onGone(name)
    for (const listener of this.#watchers) listener(name)
  }
}

/** "default" and "communications" are second names of devices that are in the list anyway. */
const isInput = (kind: string, deviceId: string): boolean =>
  kind === "audioinput" && deviceId !== "default" && deviceId !== "communications"

async function open(
  line: PlayerLine,
  name: InputName,
  slot: number,
  onEnded: () => void,
): Promise<Live> {
  if (!line.connectInput) throw unavailable("This window has no audio inputs")
  const stream = await ask(name, await deviceOf(name))
  const [track] = stream.getAudioTracks()
  if (!track) throw unavailable("The input brought no sound")
  track.addEventListener("ended", onEnded)
  const { channelCount = 1, latency = 0 } = track.getSettings() as MediaTrackSettings & {
    latency?: number
  }
  const disconnect = line.connectInput(slot, stream)
  const label = track.label === "" ? "Default input" : track.label
  return { name, label, slot, channels: channelCount, latencySeconds: latency, stream, disconnect }
}

function close({ stream, disconnect }: Live): void {
  disconnect()
  for (const track of stream.getTracks()) track.stop()
}

async function deviceOf(name: InputName): Promise<string | undefined> {
  if (name === "") return undefined
  const devices = await navigator.mediaDevices.enumerateDevices()
  const found = devices.find(({ kind, label }) => kind === "audioinput" && label === name)
  if (!found) throw unavailable(`The input “${name}” is not there`)
  return found.deviceId
}

async function ask(name: InputName, deviceId: string | undefined): Promise<MediaStream> {
  const device = deviceId === undefined ? {} : { deviceId: { exact: deviceId } }
  try {
    const audio = { ...RAW, channelCount: { ideal: MOST_CHANNELS }, ...device }
    return await navigator.mediaDevices.getUserMedia({ audio })
  } catch (error) {
    throw unavailable(reasonOf(error, name), error)
  }
}

function reasonOf(error: unknown, name: InputName): string {
  const what = name === "" ? "audio input" : `input “${name}”`
  switch (error instanceof Error ? error.name : "") {
    case "NotFoundError":
      return "No audio input was found: connect a microphone or an interface"
    case "NotAllowedError":
      return "The system does not let Slipmat hear the audio input"
    case "NotReadableError":
      return `The ${what} is in use by another program, or does not answer`
    default:
      return `The ${what} could not be opened`
  }
}

const unavailable = (sentence: string, cause?: unknown): StudioError =>
  new StudioError("device-unavailable", sentence, { cause })
