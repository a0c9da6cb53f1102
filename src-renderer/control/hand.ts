/**
 * What hands do on controls of MIDI devices, as changes of the document: all that moves until they rest for a moment is one
 * entry of the history.
 */
import type { ProjectSession, Step } from "../session/index.ts"

type Session = Pick<ProjectSession, "begin" | "drag" | "commit" | "cancel" | "isDragging">

interface Move {
  /** Of the entry in the history where nothing else moves with it. */
  label: string
  step: Step
  /** 0 to 1 */
  place: number
}

const REST_MS = 400
/** Faster than the eye and the audio thread's ramps; a wheel may send a thousand messages a second. */
const DRAG_EVERY_MS = 8

export class Hand {
  #session: Session
  #moves = new Map<string, Move>()
  #label = ""
  #resting: ReturnType<typeof setTimeout> | undefined
  #pausing: ReturnType<typeof setTimeout> | undefined
  #isWaiting = false

  constructor(session: Session) {
    this.#session = session
  }

  /** The mouse holds something: it goes first. */
  get isBlocked(): boolean {
    return this.#session.isDragging && this.#moves.size === 0
  }

  /** Where it put something, 0 to 1, which the document may not show yet; undefined where it does not move that now. */
  placeOf(key: string): number | undefined {
    return this.#moves.get(key)?.place
  }

  /** @param key of what is moved */
  move(key: string, move: Move): void {
    if (this.isBlocked) return
    const isFirst = this.#moves.size === 0
    const isOther = !isFirst && !this.#moves.has(key)
    this.#moves.set(key, move)
    if (isFirst) this.#begin(move.label)
    else if (isOther) this.#rename()
    this.#drag()
    clearTimeout(this.#resting)
    this.#resting = setTimeout(this.end, REST_MS)
  }

  /** What stands is kept. Call before something else is done to the document. */
  end = (): void => {
    if (this.#moves.size === 0) return
    clearTimeout(this.#resting)
    clearTimeout(this.#pausing)
    this.#pausing = undefined
    window.removeEventListener("pointerdown", this.end, true)
    window.removeEventListener("keydown", this.end, true)
    if (this.#isWaiting) this.#session.drag(this.#steps())
    this.#isWaiting = false
    this.#moves.clear()
    this.#session.commit()
  }

  #steps(): Step[] {
    return [...this.#moves.values()].map(({ step }) => step)
  }

  #begin(label: string): void {
    this.#label = label
    this.#session.begin(label)
    window.addEventListener("pointerdown", this.end, true)
    window.addEventListener("keydown", this.end, true)
  }

  /** Several things at once have a name for all of them. */
  #rename(): void {
    if (this.#label === ALL) return
    this.#session.cancel()
    this.#label = ALL
    this.#session.begin(ALL)
  }

  #drag(): void {
    if (this.#pausing !== undefined) {
      this.#isWaiting = true
      return
    }
    this.#session.drag(this.#steps())
    this.#pausing = setTimeout(() => {
      this.#pausing = undefined
      if (this.#isWaiting) this.#session.drag(this.#steps())
      this.#isWaiting = false
    }, DRAG_EVERY_MS)
  }
}

const ALL = "Move controls"
