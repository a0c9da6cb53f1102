import { expect, it } from "vitest"
import { isAudioPath } from "#engine/audio/index.ts"
import { AUDIO_EXTENSIONS } from "#shared/contract/audio-extensions.ts"

it("takes the known endings for sound in a folder scan, whatever their case", () => {
  for (const path of ["a.wav", "/b/c.MP3", "d e.Flac", "x.aifc", "y.opus", "z.M4A"])
    expect(isAudioPath(path)).toBe(true)
  for (const ending of AUDIO_EXTENSIONS) expect(isAudioPath(`song.${ending}`)).toBe(true)
  for (const path of ["wav", "a.wav.txt", "b.mid", "mp3", "c.jpg", ""])
    expect(isAudioPath(path)).toBe(false)
})
