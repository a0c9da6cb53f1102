import { pitchName, type Spelling } from "#shared/music/index.ts"

/** A pitch with the signs of music: "C♯4", "B♭4". */
export function pitchText(pitch: number, spelling: Spelling = "sharps"): string {
  return pitchName(pitch, spelling).replace("#", "♯").replace("b", "♭")
}
