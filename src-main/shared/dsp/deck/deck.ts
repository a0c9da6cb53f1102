/**
 * A turntable with its fader: leads the record along the hand or the motor and reads it. The output depends on the events
 * and their frames alone, not on how it is cut into blocks, so that a take rendered again is the same to the bit.
 * `process` neither allocates nor calls transcendental functions.
 */
import type { TileSource } from "../tile-source.ts"
import type { DeckEvent, Loop } from "./deck-events.ts"
import { ProgramReader, type DeckMark, type DeckProgram } from "./deck-program.ts"
import type { DeckMemory, DeckSnapshot } from "./deck-snapshot.ts"
import { DeckGate } from "./deck-gate.ts"
import { HandPath } from "./hand-path.ts"
import { Needle } from "./needle.ts"
import { Platter, type PlatterPhysics } from "./platter.ts"
import { RumbleFilter } from "./rumble-filter.ts"

/** The path is led anew every so many frames, counted from frame 0 whatever the blocks are: .67 ms at 48 kHz. */
export const STRETCH = 32

export class Deck {
  readonly rateHz: number
  /** Frames made so far. */
  frame = 0
  #position = 0
  #speed = 0
  #platter: Platter
  #hand: HandPath
  #gate: DeckGate
  #needle: Needle
  #rumble: RumbleFilter
  /** By frame, `#count` of them; those before `#taken` have happened. */
  #events: DeckEvent[] = []
  #count = 0
  #taken = 0
  #program = new ProgramReader()
  #isHeld = false
  #pitch = 1
  #isMotorOn = false
  #loop: Loop | null = null
  #path = new Float64Array(STRETCH + 1)
  #speeds = new Float64Array(STRETCH)
  #left = new Float32Array(STRETCH)
  #right = new Float32Array(STRETCH)
  /** Frames of the present stretch that were given out. */
  #given = STRETCH

  constructor(rateHz: number, physics?: PlatterPhysics) {
    this.rateHz = rateHz
    this.#platter = new Platter(physics)
    this.#hand = new HandPath(rateHz)
    this.#gate = new DeckGate(rateHz)
    this.#needle = new Needle(rateHz, STRETCH)
    this.#rumble = new RumbleFilter(rateHz)
  }

  /** Where the needle is, in seconds of the record; up to a stretch ahead of what sounds. */
  get positionSeconds(): number {
    return this.#position
  }

  /** Record seconds a second. */
  get speed(): number {
    return this.#speed
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  /** Where the fader is, 0 closed to 1 open. */
  get faderPlace(): number {
    return this.#gate.place
  }

  /** Deck seconds less those that the hand's reports count in. */
  get handOffsetSeconds(): number {
    return this.#hand.offsetSeconds
  }

  /** Frames that were silent because their sound had not come. */
  get underrunFrames(): number {
    return this.#needle.underrunFrames
  }

  /** Puts a record on the platter, or none. */
  load(source: TileSource | null): void {
    this.#needle.load(source)
  }

  /**
   * Hands an event over. Those of one frame happen in the order in which they came.
   * @returns the event as it happens: one that comes too late happens in the next stretch. This is the one to record.
   */
  send(event: DeckEvent): DeckEvent {
    const next = this.frame - this.#given + STRETCH
    const kept = event.frame < next ? delayed(event, next) : event
    this.#makeRoom()
    let at = this.#count++
    for (; at > 0 && this.#events[at - 1]!.frame > kept.frame; at--)
      this.#events[at] = this.#events[at - 1]!
    this.#events[at] = kept
    return kept
  }

  /** The list never shrinks: timecode sends 1,500 events a second on the audio thread, which may not allocate. */
  #makeRoom(): void {
    this.#count -= this.#taken
    if (this.#taken > 0) this.#events.copyWithin(0, this.#taken, this.#taken + this.#count)
    this.#taken = 0
  }

  /** Call between stretches: `frame` is a multiple of STRETCH. Frames in it are the deck's own. */
  snapshot(): DeckSnapshot {
    return { ...this.memory, waiting: this.#events.slice(this.#taken, this.#count) }
  }

  get memory(): DeckMemory {
    const { platterSpeed, recordSpeed } = this.#platter
    return {
      ...{ positionSeconds: this.#position, speed: this.#speed, isHeld: this.#isHeld },
      ...{ isMotorOn: this.#isMotorOn, pitch: this.#pitch, loop: this.#loop },
      platter: { platterSpeed, recordSpeed },
      ...{ hand: this.#hand.memory, gate: this.#gate.memory, needle: this.#needle.memory },
      rumble: this.#rumble.memory,
    }
  }

  /** Goes on from a snapshot of a deck whose frame was `frame`, which is this one's frame now. */
  restore(snapshot: DeckSnapshot, frame: number): void {
    const moved = <T extends { frame: number }>(event: T): T => ({
      ...event,
      frame: event.frame - frame + this.frame,
    })
    this.#remember(snapshot)
    const { report, offsetSeconds } = snapshot.hand
    this.#hand.memory = { report: report && moved(report), offsetSeconds }
    this.#events = snapshot.waiting.map(moved)
    this.#count = this.#events.length
    this.#taken = 0
  }

  /** Goes on from a mark of a program, and does what that says; `frame` counts in it. Allocates nothing. */
  follow({ events }: DeckProgram, { frame, next, memory }: DeckMark): void {
    this.frame = frame
    this.#given = STRETCH
    this.#remember(memory)
    this.#program.begin(events, next)
  }

  #remember(memory: DeckMemory): void {
    this.#position = memory.positionSeconds
    this.#speed = memory.speed
    this.#isHeld = memory.isHeld
    this.#isMotorOn = memory.isMotorOn
    this.#pitch = memory.pitch
    this.#loop = memory.loop
    this.#platter.platterSpeed = memory.platter.platterSpeed
    this.#platter.recordSpeed = memory.platter.recordSpeed
    this.#platter.targetSpeed = this.#isMotorOn ? this.#pitch : 0
    this.#hand.memory = memory.hand
    this.#gate.memory = memory.gate
    this.#needle.memory = memory.needle
    this.#rumble.memory = memory.rumble
  }

  /** Goes on by whole stretches, from between two, unheard: what the rumble filter remembers stays behind. */
  skip(count: number): void {
    for (let done = 0; done < count; done += STRETCH) {
      this.#makeStretch(false)
      this.#given = STRETCH
      this.frame += STRETCH
    }
  }

  /** Writes `count` frames at `from` of both sides, over what stands there. */
  process(left: Float32Array, right: Float32Array, from: number, count: number): void {
    let done = 0
    while (done < count) {
      if (this.#given === STRETCH) this.#makeStretch(true)
      const span = Math.min(count - done, STRETCH - this.#given)
      for (let i = 0; i < span; i++) {
        left[from + done + i] = this.#left[this.#given + i]!
        right[from + done + i] = this.#right[this.#given + i]!
      }
      this.#given += span
      this.frame += span
      done += span
    }
  }

  #makeStretch(isHeard: boolean): void {
    this.#given = 0
    const end = this.frame + STRETCH
    while (this.#taken < this.#count && this.#events[this.#taken]!.frame < end)
      this.#take(this.#events[this.#taken++]!)
    for (let event = this.#program.before(end); event; event = this.#program.before(end))
      this.#take(event)
    this.#lead(end)
    if (!isHeard) {
      this.#needle.pass(STRETCH)
      this.#gate.pass(STRETCH)
      return
    }
    this.#needle.read(this.#path, this.#left, this.#right, STRETCH)
    this.#gate.process(this.#speeds, this.#left, this.#right, STRETCH)
    this.#rumble.process(this.#left, this.#right, STRETCH)
  }

  #take(event: DeckEvent): void {
    switch (event.kind) {
      case "platter":
        this.#hand.take(event)
        break
      case "touch":
        if (event.isHeld && !this.#isHeld) this.#hand.hold(this.#position, this.frame)
        this.#isHeld = event.isHeld
        break
      case "motor":
        this.#isMotorOn = event.isOn
        break
      case "pitch":
        this.#pitch = event.speed
        break
      case "needle":
        this.#jump(event.seconds - this.#position)
        break
      case "loop":
        this.#loop = event.loop
        break
      default:
        this.#gate.send(event, this.frame)
    }
    this.#platter.targetSpeed = this.#isMotorOn ? this.#pitch : 0
  }

  #jump(seconds: number): void {
    this.#needle.lift(seconds)
    this.#position += seconds
    this.#hand.shift(seconds)
  }

  /** Finds the speed at the end of the stretch, and the place of each of its frames. */
  #lead(end: number): void {
    const seconds = STRETCH / this.rateHz
    const held = this.#isHeld
      ? this.#hand.speedAt(this.#position, this.#speed, end, seconds)
      : undefined
    this.#platter.advance(seconds, held)
    const step = (this.#platter.recordSpeed - this.#speed) / STRETCH
    const frames = this.#needle.rateHz ?? this.rateHz
    let position = this.#position
    for (let i = 0; i < STRETCH; i++) {
      this.#path[i] = position * frames
      const speed = this.#speed + step * (i + 0.5)
      this.#speeds[i] = speed
      position += speed / this.rateHz
    }
    this.#path[STRETCH] = position * frames
    const before = this.#position
    this.#position = position
    this.#speed = this.#platter.recordSpeed
    this.#goRound(before)
  }

  /** Back to the loop's start where its end was passed in this stretch: what follows is read from there. */
  #goRound(before: number): void {
    if (!this.#loop || this.#isHeld) return
    const { startSeconds, endSeconds } = this.#loop
    if (endSeconds <= startSeconds) return
    if (before < endSeconds && this.#position >= endSeconds) this.#jump(startSeconds - endSeconds)
  }
}

function delayed(event: DeckEvent, frame: number): DeckEvent {
  if (event.kind !== "platter") return { ...event, frame }
  return { ...event, frame, ageFrames: (event.ageFrames ?? 0) + frame - event.frame }
}
