/** A profile's file, checked, with what is wrong in words that name the file and the line. */
import { fail } from "#shared/contract/errors.ts"
import { parseJsonText, sayIssue } from "../take/json-text.ts"
import { ControllerProfile } from "./profile.ts"

/** @throws StudioError invalid-input, naming `file` and the line or the field */
export function readProfile(text: string, file: string): ControllerProfile {
  const parsed = ControllerProfile.safeParse(parseJsonText(text, file))
  if (!parsed.success) return fail("invalid-input", sayIssue(parsed.error, text, file))
  const { id } = parsed.data
  for (const [i, deck] of parsed.data.decks.entries())
    if (deck.encoding === "abs-timer" && !deck.report && deck.platter !== "unknown")
      fail("invalid-input", `${file}: decks.${i} (${id}): "abs-timer" needs a "report"`)
  return parsed.data
}
