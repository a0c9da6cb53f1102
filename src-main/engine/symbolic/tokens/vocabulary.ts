/** The words of a tokeniser, numbered. A model keeps the hash: it speaks one vocabulary, and is not fed with another's numbers. */

export class Vocabulary {
  readonly words: readonly string[]
  #ids = new Map<string, number>()

  /** @param words all of them, none twice; a word's id is its place */
  constructor(words: readonly string[]) {
    this.words = words
    for (const [id, word] of words.entries()) this.#ids.set(word, id)
  }

  get size(): number {
    return this.words.length
  }

  /** FNV-1a of the words in their order, 64 bits in hex: against mixing them up, not against forgers. */
  get hash(): string {
    let hash = 0xcbf29ce484222325n
    for (const letter of this.words.join("\n"))
      hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0)!)) * 0x100000001b3n)
    return hash.toString(16).padStart(16, "0")
  }

  /** @throws RangeError of a word that is none of them: a fault of the tokeniser */
  id(word: string): number {
    const id = this.#ids.get(word)
    if (id === undefined) throw new RangeError(`"${word}" is no word of this vocabulary`)
    return id
  }

  /** "Pitch_60" as its kind and its value; of an id beyond the vocabulary the kind is "". */
  read(id: number): { kind: string; value: string } {
    const word = this.words[id] ?? ""
    const at = word.indexOf("_")
    return at < 0
      ? { kind: word, value: "" }
      : { kind: word.slice(0, at), value: word.slice(at + 1) }
  }
}

/** "Pitch", 0..127: words of one kind. */
export const wordsOf = (kind: string, values: Iterable<string | number>): string[] =>
  Array.from(values, (value) => `${kind}_${value}`)

/** From `first` to `last`, both among them. */
export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)
