/** aubio's onset detector through its command-line tool (Debian package aubio-tools); answers are kept beside the sound. */
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"

/** Around its default of 0.3. */
export const AUBIO_THRESHOLDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 1]

export function aubioOnsets(wavPath: string, threshold: number): number[] {
  const kept = `${wavPath}.aubio-${threshold}.json`
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as number[]
  const options = { encoding: "utf8" as const, stdio: "pipe" as const }
  const text = execFileSync("aubioonset", ["-i", wavPath, "-t", String(threshold)], options)
  const onsets = text.trim().split(/\s+/).filter(Boolean).map(Number)
  writeFileSync(kept, JSON.stringify(onsets))
  return onsets
}
