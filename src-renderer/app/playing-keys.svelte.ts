/** The computer's keyboard as a piano: two rows of letters play the track that is armed, selected, or first. */
import { untrack } from "svelte"
import { z } from "zod"
import type { Track } from "#shared/project/index.ts"
import type { Studio } from "../session/index.ts"
import type { NoteInput } from "./note-input.ts"

/** Semitones above C, by the place of the key: the same hand on every layout of letters. */
const SEMITONES: Readonly<Record<string, number>> = {
  KeyA: 0,
  KeyW: 1,
  KeyS: 2,
  KeyE: 3,
  KeyD: 4,
  KeyF: 5,
  KeyT: 6,
  KeyG: 7,
  KeyY: 8,
  KeyH: 9,
  KeyU: 10,
  KeyJ: 11,
  KeyK: 12,
  KeyO: 13,
  KeyL: 14,
  KeyP: 15,
}
const LOWEST_OCTAVE = 0
const HIGHEST_OCTAVE = 8
const SOFTEST = 20
const LOUDEST = 127
const VELOCITY_STEP = 15
const OCTAVE = "keys.octave"
const VELOCITY = "keys.velocity"
const Octave = z.int().min(LOWEST_OCTAVE).max(HIGHEST_OCTAVE)
const Velocity = z.int().min(SOFTEST).max(LOUDEST)

export class PlayingKeys {
  isOn = $state(false)

  #studio: Studio
  #input: NoteInput
  /** What each key that is down plays: it must let go of the same, whatever has changed since. */
  #held = new Map<string, { track: Track; pitch: number }>()

  constructor(studio: Studio, input: NoteInput) {
    this.#studio = studio
    this.#input = input
  }

  get octave(): number {
    return this.#studio.preferences.read(OCTAVE, Octave, 4)
  }

  set octave(octave: number) {
    this.#studio.preferences.write(OCTAVE, octave)
  }

  get velocity(): number {
    return this.#studio.preferences.read(VELOCITY, Velocity, 95)
  }

  set velocity(velocity: number) {
    this.#studio.preferences.write(VELOCITY, velocity)
  }

  toggle(): void {
    this.isOn = !this.isOn
    this.release()
  }

  /** On for a while: the function leaves them as they were. */
  playAlong(): () => void {
    const wasOn = untrack(() => this.isOn)
    this.isOn = true
    return () => {
      this.release()
      this.isOn = wasOn
    }
  }

  /** Lets go of everything: the window has lost the keyboard. */
  release(): void {
    const nowMs = performance.now()
    for (const { track, pitch } of this.#held.values()) this.#input.playKey(track, pitch, 0, nowMs)
    this.#held.clear()
  }

  /** @returns whether the key was one of ours: nothing else may hear it then */
  press(event: KeyboardEvent): boolean {
    if (!this.isOn || !this.#studio.navigation.isInProject) return false
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const { code } = event
    if (code === "KeyZ" || code === "KeyX") this.#moveOctave(code === "KeyX" ? 1 : -1)
    else if (code === "KeyC" || code === "KeyV") this.#moveVelocity(code === "KeyV" ? 1 : -1)
    else return this.#play(event)
    return true
  }

  letGo({ code, timeStamp }: KeyboardEvent): void {
    const held = this.#held.get(code)
    if (!held) return
    this.#held.delete(code)
    this.#input.playKey(held.track, held.pitch, 0, timeStamp)
  }

  #play({ code, repeat, timeStamp }: KeyboardEvent): boolean {
    const semitone = SEMITONES[code]
    if (semitone === undefined) return false
    const track = this.#input.handTrack()
    const pitch = 12 * (this.octave + 1) + semitone
    if (repeat || this.#held.has(code) || !track || pitch > 127) return true
    this.#held.set(code, { track, pitch })
    this.#input.playKey(track, pitch, this.velocity, timeStamp)
    return true
  }

  #moveOctave(by: number): void {
    this.octave = Math.min(HIGHEST_OCTAVE, Math.max(LOWEST_OCTAVE, this.octave + by))
  }

  #moveVelocity(by: number): void {
    const velocity = this.velocity + by * VELOCITY_STEP
    this.velocity = Math.min(LOUDEST, Math.max(SOFTEST, velocity))
  }
}
