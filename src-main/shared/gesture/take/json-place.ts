/** Where in a JSON text a value stands. */

/** @returns the position of the value that a path leads to, or as far as it leads. `text` is JSON that was parsed before. */
export function positionOfPath(text: string, path: readonly PropertyKey[]): number {
  let at = skipSpace(text, 0)
  for (const key of path) {
    const child = childAt(text, at, key)
    if (child === undefined) break
    at = child
  }
  return at
}

/** The value of a key or an index in the object or array that begins at `at`. */
function childAt(text: string, at: number, key: PropertyKey): number | undefined {
  const isObject = text[at] === "{"
  if (!isObject && text[at] !== "[") return undefined
  let next = skipSpace(text, at + 1)
  for (let index = 0; next < text.length && text[next] !== "}" && text[next] !== "]"; index++) {
    let name: PropertyKey = index
    if (isObject) {
      const end = endOfString(text, next)
      name = JSON.parse(text.slice(next, end)) as string
      next = skipSpace(text, skipSpace(text, end) + 1) // past the colon
    }
    if (name === key) return next
    next = skipSpace(text, endOfValue(text, next))
    if (text[next] === ",") next = skipSpace(text, next + 1)
  }
  return undefined
}

function endOfValue(text: string, at: number): number {
  let depth = 0
  let next = at
  while (next < text.length) {
    const letter = text[next]!
    if (letter === '"') next = endOfString(text, next)
    else next++
    if (letter === "{" || letter === "[") depth++
    else if (letter === "}" || letter === "]") depth--
    if (depth > 0) continue
    if (letter === '"' || letter === "}" || letter === "]") return next
    if (next >= text.length || /[\s,\]}]/.test(text[next]!)) return next
  }
  return next
}

function endOfString(text: string, at: number): number {
  let next = at + 1
  while (next < text.length && text[next] !== '"') next += text[next] === "\\" ? 2 : 1
  return next + 1
}

function skipSpace(text: string, at: number): number {
  let next = at
  while (next < text.length && " \t\r\n".includes(text[next]!)) next++
  return next
}
