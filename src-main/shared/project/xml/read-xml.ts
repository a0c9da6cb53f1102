/**
 * Reads XML (W3C XML 1.0) without document types, so that no text can define entities or name other files, in time that
 * grows with its length only. Elements, attributes, character data, CDATA, comments and processing instructions are all
 * that exchange formats of music use; names keep their prefixes.
 */
import { fail } from "#shared/contract/errors.ts"
import type { XmlElement } from "./xml.ts"

const MOST_DEPTH = 200
const MOST_ELEMENTS = 5_000_000
const NAME = /[^\s/>=<"'&]+/y
const ATTRIBUTE = /\s+([^\s/>=<"'&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const TAG_END = /\s*(\/?)>/y
const ENTITY = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));/g
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
}

interface Open {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

/** @throws StudioError unreadable, with the place, where the text is no XML or deeper or larger than any music */
export function readXml(text: string): XmlElement {
  const reader = new XmlReader(text)
  return reader.read()
}

class XmlReader {
  readonly #text: string
  #at = 0
  #count = 0
  #open: Open[] = []
  #root: XmlElement | undefined

  constructor(text: string) {
    this.#text = text
  }

  read(): XmlElement {
    while (this.#at < this.#text.length) {
      const next = this.#text.indexOf("<", this.#at)
      const end = next < 0 ? this.#text.length : next
      this.#characters(this.#text.slice(this.#at, end))
      this.#at = end
      if (next >= 0) this.#markup()
    }
    if (this.#open.length > 0) this.#refuse(`<${this.#open.at(-1)!.name}> has no end`)
    return this.#root ?? this.#refuse("no element")
  }

  #markup(): void {
    if (this.#starts("<!--")) this.#skipPast("-->")
    else if (this.#starts("<?")) this.#skipPast("?>")
    else if (this.#starts("<![CDATA[")) {
      const from = this.#at + "<![CDATA[".length
      this.#skipPast("]]>")
      this.#addText(this.#text.slice(from, this.#at - "]]>".length))
    } else if (this.#starts("<!")) this.#refuse("a document type, which is not read")
    else if (this.#starts("</")) this.#endTag()
    else this.#startTag()
  }

  #startTag(): void {
    this.#at++
    const name = this.#match(NAME)?.[0] ?? this.#refuse("no name of an element")
    const attributes: Record<string, string> = {}
    for (let found = this.#match(ATTRIBUTE); found; found = this.#match(ATTRIBUTE))
      attributes[found[1]!] = this.#unescaped(found[2] ?? found[3] ?? "")
    const end = this.#match(TAG_END) ?? this.#refuse(`<${name}> is no tag`)
    if (++this.#count > MOST_ELEMENTS) this.#refuse("more elements than any music has")
    if (this.#open.length >= MOST_DEPTH) this.#refuse("elements too deep in one another")
    if (this.#open.length === 0 && this.#root) this.#refuse("a second element at the top")
    this.#open.push({ name, attributes, children: [], text: "" })
    if (end[1] === "/") this.#close()
  }

  #endTag(): void {
    this.#at += 2
    const name = this.#match(NAME)?.[0]
    if (!this.#match(TAG_END) || name !== this.#open.at(-1)?.name)
      this.#refuse(`</${name ?? ""}> ends what did not begin`)
    this.#close()
  }

  #close(): void {
    const done = this.#open.pop()!
    const parent = this.#open.at(-1)
    if (parent) parent.children.push(done)
    else this.#root = done
  }

  #characters(raw: string): void {
    if (this.#open.length > 0) this.#addText(this.#unescaped(raw))
    else if (raw.replace(/^\uFEFF/, "").trim() !== "") this.#refuse("text outside of any element")
  }

  #addText(text: string): void {
    const open = this.#open.at(-1)
    // Between elements there is only the white space that sets them apart.
    if (open && text.trim() !== "") open.text += text
  }

  #unescaped(raw: string): string {
    if (!raw.includes("&")) return raw
    return raw.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? this.#refuse(`${whole} is not known`)
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
      return code <= 0x10ffff
        ? String.fromCodePoint(code)
        : this.#refuse(`${whole} is no character`)
    })
  }

  #starts(text: string): boolean {
    return this.#text.startsWith(text, this.#at)
  }

  #skipPast(end: string): void {
    const at = this.#text.indexOf(end, this.#at)
    if (at < 0) this.#refuse(`${end} is missing`)
    this.#at = at + end.length
  }

  /** Matches at the place and goes past it. */
  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (!found) return undefined
    this.#at = pattern.lastIndex
    return found
  }

  #refuse(problem: string): never {
    const line = this.#text.slice(0, this.#at).split("\n").length
    return fail("unreadable", `The XML cannot be read: line ${line}: ${problem}`)
  }
}
