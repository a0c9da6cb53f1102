/** What readers hear in words: one polite voice for the window. */
export class Spoken {
  words = $state("")

  /** Spoken when the reader has ended what it is saying; the same words once more are heard once more. */
  say(words: string): void {
    this.words = words === this.words ? `${words}\u{A0}` : words
  }
}
