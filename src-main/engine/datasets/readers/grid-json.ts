/** `Jsb16thSeparated.json` and files like it: chorales as frames of sixteenths, in the split that papers use. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import type { Split } from "#shared/contract/datasets.ts"
import type { Frame } from "../../symbolic/index.ts"
import { partsOfFrames } from "./frames.ts"
import type { Score } from "./score.ts"

const Pitch = z.int().min(-1).max(127)
const Piece = z.array(z.tuple([Pitch, Pitch, Pitch, Pitch])).max(100_000)
const Pieces = z.array(Piece).max(100_000).default([])
const File = z.object({ train: Pieces, valid: Pieces, test: Pieces })

const SPLITS: readonly Split[] = ["train", "valid", "test"]

/** Chorales with their names in the file. @throws StudioError unreadable where it is something else, naming the place */
export function readGridJson(text: string): Score[] {
  const parsed = File.safeParse(json(text))
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    return fail(
      "unreadable",
      `It is no list of chorales: ${path.join(".") || "all of it"}: ${message}`,
    )
  }
  return SPLITS.flatMap((split) =>
    parsed.data[split].map((frames, at) => scoreOf(frames, split, `${split} ${at + 1}`)),
  )
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return fail("unreadable", "It is no JSON")
  }
}

function scoreOf(frames: readonly Frame[], split: Split, title: string): Score {
  return { title, parts: partsOfFrames(frames), meters: [], tempos: [], frames, split }
}
