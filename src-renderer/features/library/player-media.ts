/**
 * The studio's transport in the shape of a media element, as far as wavesurfer uses one. So wavesurfer draws and is
 * clicked, while the sound comes in tiles from the engine and never as a whole file.
 */
export interface Playback {
  readonly isPlaying: boolean
  positionSeconds(): number
  play(): void
  pause(): void
  seek(seconds: number): void
}

const CAN_PLAY_THROUGH = 4

export class PlayerMedia extends EventTarget {
  readonly duration: number
  readonly readyState = CAN_PLAY_THROUGH
  readonly error = null
  readonly seeking = false
  src = ""
  currentSrc = ""
  volume = 1
  muted = false
  playbackRate = 1
  preservesPitch = true
  autoplay = false
  controls = false

  #playback: Playback

  constructor(durationSeconds: number, playback: Playback) {
    super()
    this.duration = durationSeconds
    this.#playback = playback
  }

  get currentTime(): number {
    return Math.min(this.duration, this.#playback.positionSeconds())
  }

  set currentTime(seconds: number) {
    this.#playback.seek(seconds)
    this.dispatchEvent(new Event("seeking"))
    this.dispatchEvent(new Event("timeupdate"))
    this.dispatchEvent(new Event("seeked"))
  }

  get paused(): boolean {
    return !this.#playback.isPlaying
  }

  get ended(): boolean {
    return this.currentTime >= this.duration
  }

  play(): Promise<void> {
    this.#playback.play()
    return Promise.resolve()
  }

  pause(): void {
    this.#playback.pause()
  }

  /** Tells wavesurfer that the transport started, stopped or moved by itself. */
  announce(event: "play" | "pause" | "timeupdate"): void {
    this.dispatchEvent(new Event(event))
  }

  load(): void {}
  remove(): void {}
  removeAttribute(): void {}
  canPlayType(): string {
    return ""
  }
}
