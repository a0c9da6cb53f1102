/** What the mixer needs of whoever plays the song. */

/** Of the master, as it is heard now. */
export interface MasterReading {
  /** LUFS; -Infinity in silence. */
  readonly momentary: number
  readonly shortTerm: number
  readonly integrated: number
  /** LU */
  readonly range: number
  /** dBTP, the highest since playback began. */
  readonly truePeak: number
  /** dB of bands at equal distances in pitch, from 20 Hz to 20 kHz. */
  readonly spectrum: Float32Array
  /** -1 to 1 */
  readonly correlation: number
}

/** Of a strip, since the last report. */
export interface StripLevels {
  /** Linear peaks. */
  readonly left: number
  readonly right: number
  /** Mean powers: a sine of amplitude 1 has 0.5. */
  readonly leftPower: number
  readonly rightPower: number
}

/** Of a device that is watched. */
export interface DeviceReading {
  /** What a compressor, gate or limiter takes away now, in dB; null for other devices. */
  readonly reductionDb: number | null
  /** dB of what comes out, by the bands of the master's spectrum. */
  readonly spectrum: Float32Array
}

export interface MixerTransport {
  readonly isPlaying: boolean
  readonly meters: {
    /** Asked for every strip in each frame. */
    levels(trackId: string): StripLevels
    /** Null while nothing plays. */
    master(): MasterReading | null
    /** Undefined while nothing plays. */
    device(deviceId: string): DeviceReading | undefined
  }
  /** A key of a track's instrument; velocity 0 lets it go. */
  playKey(trackId: string, pitch: number, velocity: number): void
  /** Devices not named here are not asked for. */
  watch(deviceIds: readonly string[]): void
}
