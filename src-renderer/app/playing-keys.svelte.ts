/** The computer's keyboard as a piano: two rows of letters play the track that is armed, selected, or first. */
import { entitiesOf, trackOf, type Track } from "#shared/project/index.ts"
import type { ProjectTransport } from "../audio/index.ts"
import type { Studio } from "../session/index.ts"

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

export class PlayingKeys {
  isOn = $state(false)
  octave = $state(4)
  velocity = $state(95)

  #studio: Studio
  #transport: ProjectTransport
  /** What each key that is down plays: it must let go of the same, whatever has changed since. */
  #held = new Map<string, { trackId: string; pitch: number }>()

  constructor(studio: Studio, transport: ProjectTransport) {
    this.#studio = studio
    this.#transport = transport
  }

  toggle(): void {
    this.isOn = !this.isOn
    this.release()
  }

  /** Lets go of everything: the window has lost the keyboard. */
  release(): void {
    for (const { trackId, pitch } of this.#held.values()) this.#transport.playKey(trackId, pitch, 0)
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

  letGo({ code }: KeyboardEvent): void {
    const held = this.#held.get(code)
    if (!held) return
    this.#held.delete(code)
    this.#transport.playKey(held.trackId, held.pitch, 0)
  }

  #play({ code, repeat }: KeyboardEvent): boolean {
    const semitone = SEMITONES[code]
    if (semitone === undefined) return false
    const track = this.#track()
    const pitch = 12 * (this.octave + 1) + semitone
    if (repeat || this.#held.has(code) || !track || pitch > 127) return true
    this.#held.set(code, { trackId: track.id, pitch })
    this.#transport.playKey(track.id, pitch, this.velocity)
    return true
  }

  #moveOctave(by: number): void {
    this.octave = Math.min(HIGHEST_OCTAVE, Math.max(LOWEST_OCTAVE, this.octave + by))
  }

  #moveVelocity(by: number): void {
    const velocity = this.velocity + by * VELOCITY_STEP
    this.velocity = Math.min(LOUDEST, Math.max(SOFTEST, velocity))
  }

  #track(): Track | undefined {
    const { project: session, selection } = this.#studio
    if (!session.isOpen) return undefined
    const { project } = session
    const tracks = project.trackOrder.map((id) => trackOf(project, id))
    const plays = ({ kind }: Track): boolean => kind === "instrument" || kind === "drum"
    const selected = new Set(selection.of("track"))
    const clips = new Set(selection.of("clip"))
    const ofClip = entitiesOf(project.clips).find(({ id }) => clips.has(id))?.trackId
    return (
      tracks.find((track) => plays(track) && track.isArmed) ??
      tracks.find((track) => plays(track) && (selected.has(track.id) || track.id === ofClip)) ??
      tracks.find(plays)
    )
  }
}
