/** Durations of the tokens, for transitions that are run from script. 0 where motion is not wanted. */
export function motionMs(name: "instant" | "fast" | "base" | "slow"): number {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--m-${name}`)
  const amount = Number.parseFloat(value)
  if (!Number.isFinite(amount)) return 0
  return value.trim().endsWith("ms") ? amount : amount * 1000
}
