/** Which files of a folder are taken for sound. */
import { AUDIO_EXTENSIONS } from "#shared/contract/audio-extensions.ts"

const ENDING = new RegExp(`\\.(${AUDIO_EXTENSIONS.join("|")})$`, "i")

export function isAudioPath(path: string): boolean {
  return ENDING.test(path)
}
