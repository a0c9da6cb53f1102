/**
 * Messages that channels are to get at frames to come: answers of a duet. Everything is made beforehand; taking what is due
 * allocates nothing. Of each channel it knows which of its notes sound, so that all can be let go at once.
 */

/** On and off of as many notes as a phrase has. */
export const QUEUE_LENGTH = 4096
/** Channels at a time; more are refused until others have fallen silent. */
const CHANNELS = 8
const KEYS = 128
const OFF = 0x80
const ON = 0x90

/** @returns whether it was taken: what is not stays where it is */
type Take = (channelId: string, offset: number, message: number, isTold: boolean) => boolean

export class SendQueue {
  /** By frame; those of one frame as they came. */
  #frames = new Float64Array(QUEUE_LENGTH)
  #messages = new Int32Array(QUEUE_LENGTH)
  #slots = new Uint8Array(QUEUE_LENGTH)
  #isTold = new Uint8Array(QUEUE_LENGTH)
  #count = 0
  #channels: (string | null)[] = new Array<string | null>(CHANNELS).fill(null)
  /** Messages that wait, and notes that were begun by one that was taken: by channel. */
  #waiting = new Int32Array(CHANNELS)
  #sounding = new Int32Array(CHANNELS)
  /** By channel and key: how often it was begun and not ended, and on which channel of MIDI last. */
  #begun = new Uint16Array(CHANNELS * KEYS)
  #ways = new Uint8Array(CHANNELS * KEYS)
  /** Ends that were promised for beginnings that wait: there is always room for them. */
  #owed = new Uint16Array(CHANNELS * KEYS)
  #owedInAll = 0

  get isEmpty(): boolean {
    return this.#count === 0
  }

  /** @returns whether there was room for it; the end of a note that was taken has room in any case */
  add(channelId: string, frame: number, message: number, isTold = false): boolean {
    const kind = kindOf(message)
    const slot = this.#slotOf(channelId, kind !== OFF)
    if (slot < 0) return false
    const key = slot * KEYS + keyOf(message)
    if (kind === OFF) {
      if (this.#owed[key] === 0) return false
      this.#owed[key]! -= 1
      this.#owedInAll -= 1
    } else {
      const needs = kind === ON ? 2 : 1
      if (this.#count + this.#owedInAll + needs > QUEUE_LENGTH) return false
      if (kind === ON) {
        this.#owed[key]! += 1
        this.#owedInAll += 1
      }
    }
    this.#insert(slot, frame, message, isTold)
    return true
  }

  /** Hands over what is due before a frame. @param fromFrame of the quantum's first sample; what is late comes there */
  take(fromFrame: number, untilFrame: number, give: Take): void {
    let taken = 0
    while (taken < this.#count && this.#frames[taken]! < untilFrame) {
      const slot = this.#slots[taken]!
      const message = this.#messages[taken]!
      const offset = Math.max(0, this.#frames[taken]! - fromFrame)
      const isTold = this.#isTold[taken] === 1
      if (!give(this.#channels[slot]!, offset, message, isTold)) break
      this.#waiting[slot]! -= 1
      this.#follow(slot, message)
      taken++
    }
    if (taken > 0) this.#shift(taken)
  }

  /** Forgets what a channel was to get, and ends each of its notes that sounds. */
  hush(channelId: string, send: (message: number) => void): void {
    const slot = this.#channels.indexOf(channelId)
    if (slot < 0) return
    this.#drop(slot)
    for (let key = 0; key < KEYS; key++) {
      const at = slot * KEYS + key
      this.#owedInAll -= this.#owed[at]!
      this.#owed[at] = 0
      for (; this.#begun[at]! > 0; this.#begun[at]! -= 1)
        send(((OFF | this.#ways[at]!) << 16) | (key << 8))
    }
    this.#sounding[slot] = 0
  }

  #insert(slot: number, frame: number, message: number, isTold: boolean): void {
    let at = this.#count
    while (at > 0 && this.#frames[at - 1]! > frame) at--
    for (const row of [this.#frames, this.#messages, this.#slots, this.#isTold])
      row.copyWithin(at + 1, at, this.#count)
    this.#frames[at] = frame
    this.#messages[at] = message
    this.#slots[at] = slot
    this.#isTold[at] = isTold ? 1 : 0
    this.#count += 1
    this.#waiting[slot]! += 1
  }

  #follow(slot: number, message: number): void {
    const kind = kindOf(message)
    if (kind !== ON && kind !== OFF) return
    const at = slot * KEYS + keyOf(message)
    if (kind === ON) {
      this.#begun[at]! += 1
      this.#sounding[slot]! += 1
      this.#ways[at] = (message >> 16) & 0x0f
    } else if (this.#begun[at]! > 0) {
      this.#begun[at]! -= 1
      this.#sounding[slot]! -= 1
    }
  }

  #shift(by: number): void {
    this.#frames.copyWithin(0, by, this.#count)
    this.#messages.copyWithin(0, by, this.#count)
    this.#slots.copyWithin(0, by, this.#count)
    this.#isTold.copyWithin(0, by, this.#count)
    this.#count -= by
  }

  #drop(slot: number): void {
    let kept = 0
    for (let at = 0; at < this.#count; at++) {
      if (this.#slots[at] === slot) continue
      this.#frames[kept] = this.#frames[at]!
      this.#messages[kept] = this.#messages[at]!
      this.#slots[kept] = this.#slots[at]!
      this.#isTold[kept] = this.#isTold[at]!
      kept++
    }
    this.#count = kept
    this.#waiting[slot] = 0
  }

  /** A channel that is silent gives its place up. @returns -1 where there is none */
  #slotOf(channelId: string, isNew: boolean): number {
    const known = this.#channels.indexOf(channelId)
    if (known >= 0 || !isNew) return known
    for (let slot = 0; slot < CHANNELS; slot++)
      if (this.#waiting[slot] === 0 && this.#sounding[slot] === 0 && this.#owes(slot) === 0) {
        this.#channels[slot] = channelId
        return slot
      }
    return -1
  }

  #owes(slot: number): number {
    let owed = 0
    for (let key = 0; key < KEYS; key++) owed += this.#owed[slot * KEYS + key]!
    return owed
  }
}

/** A note that begins with velocity 0 ends. */
function kindOf(message: number): number {
  const kind = (message >> 16) & 0xf0
  return kind === ON && (message & 0x7f) === 0 ? OFF : kind
}
const keyOf = (message: number): number => (message >> 8) & 0x7f
