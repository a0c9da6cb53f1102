/** The mel scale, in which equal steps sound equally far apart. */
const LINEAR_HZ_PER_MEL = 200 / 3
const BREAK_HZ = 1000
const BREAK_MEL = BREAK_HZ / LINEAR_HZ_PER_MEL
const LOG_STEP = Math.log(6.4) / 27

/** Slaney's mel scale: linear below 1 kHz, 27 steps per factor 6.4 above. */
function hzToMel(hz: number): number {
  return hz < BREAK_HZ ? hz / LINEAR_HZ_PER_MEL : BREAK_MEL + Math.log(hz / BREAK_HZ) / LOG_STEP
}

function melToHz(mel: number): number {
  return mel < BREAK_MEL
    ? mel * LINEAR_HZ_PER_MEL
    : BREAK_HZ * Math.exp(LOG_STEP * (mel - BREAK_MEL))
}

/** `count` mel bands between two frequencies: `count + 2` edges, equal steps in mel. */
export function melEdgesHz(count: number, lowHz: number, highHz: number): number[] {
  const low = hzToMel(lowHz)
  const step = (hzToMel(highHz) - low) / (count + 1)
  return Array.from({ length: count + 2 }, (_, index) => melToHz(low + index * step))
}
