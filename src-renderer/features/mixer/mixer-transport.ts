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

export interface MixerTransport {
  readonly isPlaying: boolean
  /** Linear peaks since the last report. Asked for every strip in each frame. */
  levels(trackId: string): { readonly left: number; readonly right: number }
  /** Null while nothing plays. */
  master?(): MasterReading | null
  /** What a compressor, gate or limiter takes away now, in dB; null where it is not known. */
  reductionDb?(deviceId: string): number | null
}
