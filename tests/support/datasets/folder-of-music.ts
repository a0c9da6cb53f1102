import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { strToU8, zipSync } from "fflate"
import { temporaryFolder } from "../temporary-folder.ts"
import { asAbc, asMidi, asMusicxml, type Voice } from "./written-music.ts"

const melody = (...pitches: number[]): Voice => pitches.map((pitch) => ({ pitch, sixteenths: 4 }))

/** Four pieces of four notes, one of them twice, one file that is none, and what is said of rights. */
export function folderOfMusic(): string {
  const folder = join(temporaryFolder(), "songs of ours")
  mkdirSync(join(folder, "more"), { recursive: true })
  writeFileSync(join(folder, "one.mid"), asMidi([melody(60, 62, 64, 65)]))
  writeFileSync(join(folder, "one (2).mid"), asMidi([melody(60, 62, 64, 65)]))
  writeFileSync(join(folder, "two.musicxml"), asMusicxml([melody(67, 62, 64, 60)]))
  writeFileSync(join(folder, "more", "three.abc"), asAbc([melody(50, 52, 54, 55)]))
  writeFileSync(join(folder, "broken.mid"), "no music")
  writeFileSync(join(folder, "SOURCE.txt"), "Sung by the sea, CC BY 4.0")
  const pack = {
    "pack/four.mid": asMidi([melody(70, 69, 68, 67)]),
    "pack/info.csv": strToU8("filename,style,split\nfour.mid,waltz/slow,test\n"),
  }
  writeFileSync(join(folder, "pack.zip"), zipSync(pack))
  return folder
}
