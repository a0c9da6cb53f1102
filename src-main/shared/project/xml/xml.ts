/** Elements of XML (W3C XML 1.0) as plain data, and their text. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** All character data of the element itself, joined. */
  readonly text: string
}

type Value = string | number | boolean | undefined

/** Attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  children: readonly (XmlElement | undefined)[] = [],
  text = "",
): XmlElement {
  const present = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  )
  return {
    name,
    attributes: Object.fromEntries(present),
    children: children.filter((child) => child !== undefined),
    text,
  }
}

export function xmlText(root: XmlElement): string {
  const lines = [`<?xml version="1.0" encoding="UTF-8"?>`]
  addLines(lines, root, "")
  return `${lines.join("\n")}\n`
}

export function childOf(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((child) => child.name === name)
}

export function childrenOf(parent: XmlElement | undefined, name: string): XmlElement[] {
  return parent?.children.filter((child) => child.name === name) ?? []
}

/** The number of an attribute; `otherwise` where it is absent or no finite number. */
export function numberOf<Otherwise>(
  from: XmlElement | undefined,
  attribute: string,
  otherwise: Otherwise,
): number | Otherwise {
  const text = from?.attributes[attribute]?.trim() ?? ""
  const value = Number(text)
  return text !== "" && Number.isFinite(value) ? value : otherwise
}

function addLines(
  lines: string[],
  { name, attributes, children, text }: XmlElement,
  indent: string,
): void {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const start = `${indent}<${name}${written.join("")}`
  if (children.length === 0) {
    lines.push(text === "" ? `${start}/>` : `${start}>${escaped(text)}</${name}>`)
    return
  }
  lines.push(`${start}>`)
  for (const child of children) addLines(lines, child, `${indent}  `)
  lines.push(`${indent}</${name}>`)
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
}

/** What XML cannot hold at all becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character)
}
