/** Real music of any length for the benches. */
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { buildDemoSong } from "../../../scripts/build-demo-song.ts"

/** The demo song over and over; long files repeat the encoded minutes, which takes seconds instead of hours. */
export async function makeLongMp3(length: number): Promise<string> {
  const folder = join(import.meta.dirname, "../../../out/bench")
  mkdirSync(folder, { recursive: true })
  const short = join(folder, "night-ferry-240.mp3")
  if (!existsSync(short)) {
    const input = ["-stream_loop", "-1", "-i", await buildDemoSong(), "-t", "240"]
    execFileSync("ffmpeg", ["-loglevel", "error", ...input, "-b:a", "160k", short])
  }
  if (length === 240) return short
  const long = join(folder, `night-ferry-${length}.mp3`)
  const repeats = ["-stream_loop", "-1", "-i", short, "-t", String(length), "-c", "copy"]
  if (!existsSync(long)) execFileSync("ffmpeg", ["-loglevel", "error", ...repeats, long])
  return long
}
