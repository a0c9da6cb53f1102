/** Where in a recording a take is, in words. */
interface Alignment {
  offsetSeconds: number
  errorMs: number
  skewPpm: number
  isSure: boolean
}

const NOTED_PPM = 20

/** "Take 1 begins at 1.2346 s of the recording, give or take 0.1 ms." */
export function alignmentText(
  title: string,
  { offsetSeconds, errorMs, skewPpm, isSure }: Alignment,
): string {
  if (!isSure) return `Unsure: ${title} may not be in this recording.`
  const at = Math.abs(offsetSeconds).toFixed(4)
  const place =
    offsetSeconds < 0
      ? `${title} began ${at} s before the recording`
      : `${title} begins at ${at} s of the recording`
  const skew = Math.round(skewPpm)
  const clock =
    Math.abs(skew) < NOTED_PPM
      ? ""
      : ` Its clock is ${Math.abs(skew)} millionths ${skew > 0 ? "fast" : "slow"}.`
  return `${place}, give or take ${Math.max(0.01, errorMs).toFixed(2)} ms.${clock}`
}
