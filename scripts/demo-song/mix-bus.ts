/** The mixing desk: a stereo bus and one mono send to the reverb, all as long as the song. */
export interface MixBus {
  left: Float32Array
  right: Float32Array
  send: Float32Array
}

export function createMixBus(frames: number): MixBus {
  return {
    left: new Float32Array(frames),
    right: new Float32Array(frames),
    send: new Float32Array(frames),
  }
}

export function gainFromDb(db: number): number {
  return 10 ** (db / 20)
}

/** Balance for a stereo source: `pan` -1 to 1 turns the far side down along a quarter sine, the near side stays. */
export function balance(pan: number): { left: number; right: number } {
  return {
    left: pan <= 0 ? 1 : Math.cos((pan * Math.PI) / 2),
    right: pan >= 0 ? 1 : Math.cos((pan * Math.PI) / 2),
  }
}
