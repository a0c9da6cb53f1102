/** From the text of a file to the score that `musicxml-io` makes of it. */
import { parse } from "musicxml-io/browser"
import type { Score } from "musicxml-io"
import { fail, StudioError } from "#shared/contract/errors.ts"
import { readXml, xmlText } from "../xml/index.ts"
import { partwise } from "./partwise.ts"

/**
 * The library reads whatever it is given, so that the text is first read by our own reader, which refuses what is no XML, with
 * the line, and never takes longer than the text is long. A document type may name MusicXML's, but define nothing.
 * @throws StudioError unreadable
 */
export function scoreOfText(text: string): Score {
  const plain = withoutDoctype(text)
  const root = readXml(plain)
  if (root.name !== "score-partwise" && root.name !== "score-timewise")
    fail("unreadable", `It is no MusicXML: it begins with <${root.name}>`)
  try {
    return parse(root.name === "score-timewise" ? xmlText(partwise(root)) : plain)
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw new StudioError("unreadable", "The notation in it could not be understood", {
      cause: error,
    })
  }
}

/** Blank in its place, so that lines are counted as they are. */
function withoutDoctype(text: string): string {
  const start = text.indexOf("<!DOCTYPE")
  const rootStart = text.search(/<[A-Za-z_]/)
  if (start < 0 || (rootStart >= 0 && rootStart < start)) return text
  const end = text.indexOf(">", start)
  const doctype = text.slice(start, end < 0 ? text.length : end + 1)
  if (doctype.includes("["))
    fail("unreadable", "It defines entities of its own, which no MusicXML needs: it is not read")
  return text.slice(0, start) + doctype.replace(/[^\n]/g, " ") + text.slice(start + doctype.length)
}
