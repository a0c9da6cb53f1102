/** What the Duet view says, in plain words. */
import { toStudioError, type DuetMode } from "#shared/contract/index.ts"
import { keyName, numberedKey, sharpsOf, type Spelling } from "#shared/music/index.ts"
import { sentence } from "../../ui/index.ts"

export const PITCH_CLASSES = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"]

/** "D minor", "B♭ major". @param key 0..11 major from C up, 12..23 minor */
export const keyText = (key: number): string =>
  keyName(numberedKey(key)).replace("#", "♯").replace("b", "♭")

/** How the notes of a key are written. */
export const spellingOf = (key: number | null): Spelling =>
  key !== null && sharpsOf(numberedKey(key)) < 0 ? "flats" : "sharps"

export const MODE_WORDS: Readonly<Record<DuetMode, { label: string; tells: string }>> = {
  answer: { label: "Answer", tells: "Answers your phrase in its key, tempo and feel." },
  continue: { label: "Continue", tells: "Goes on where you stop." },
  imitate: { label: "Imitate", tells: "Takes up your motif." },
  accompany: {
    label: "Support",
    tells:
      "Plays under you, bar by bar, while the song runs. Else it plays your phrase again with an accompaniment under it.",
  },
  trade: {
    label: "Trade 4s",
    tells: "Four bars each, on the bar line, while the metronome plays.",
  },
}

/** Why nobody answers: what happened, what is safe, what can be done. */
export function problemText(problem: unknown): string {
  const { code, message } = toStudioError(problem)
  const safe = "What you play still sounds and is kept."
  switch (code) {
    case "engine-lost":
      return `The engine stopped and was started again. ${safe} Press Enter for an answer.`
    case "not-found":
      return `This model is not here any more. ${safe} Choose another one.`
    case "invalid-input":
      return `${sentence(message)} ${safe} Choose another model.`
    case "unreadable":
      return `This model is damaged. ${safe} Choose another one.`
    default:
      return `There is no answer: ${sentence(message)} ${safe}`
  }
}

export const NO_MODEL =
  "There is no model of notes here. What you play still sounds and is kept. Import or train one in Train."
