/** What is compiled of the sound graph, as the page hands it to the audio thread. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { soundKernelsOf, type SoundKernels } from "../../src-renderer/audio/sound-kernels.ts"

export async function soundKernels(): Promise<SoundKernels> {
  const [strip, stretch] = await Promise.all(
    ["strip", "stretch"].map(async (name) => {
      const path = join(import.meta.dirname, "../../resources/kernels", `${name}.wasm`)
      return new Uint8Array(await readFile(path)).buffer
    }),
  )
  return soundKernelsOf({ strip: strip!, stretch: stretch! })
}
