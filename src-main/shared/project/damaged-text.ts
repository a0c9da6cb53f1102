/**
 * What can be read of a document's text that is damaged in places. No parser of JSON goes on after a fault; but the text is
 * ours, and its entities begin alike: it is cut there, and each piece is read by itself.
 */

/** The document's lists: of entities, which have ids, and of events, which hold nothing in themselves. */
const ENTITIES = ["markers", "tracks", "clips", "devices", "media"] as const
const EVENTS = ["tempo", "meters", "keys", "chords"] as const

type Found = Record<string, unknown>

/**
 * @param text as `projectToText` writes it, with any damage
 * @returns what `salvageProject` takes: lists without what could not be read, and in words what that was
 */
export function readDamagedText(text: string): { json: Found; lost: string[] } {
  // What stood there cannot be counted.
  const lost = text.trimEnd().endsWith("}") ? [] : ["all that stood behind where the file ends"]
  const json: Found = { title: stringAfter(text, '"title":') }
  for (const { name, part } of sectionsOf(text)) {
    const read = EVENTS.some((event) => event === name)
      ? flatObjects(part, name, lost)
      : entitiesIn(part, name, lost)
    json[name] = [...((json[name] as unknown[] | undefined) ?? []), ...read]
  }
  json["trackOrder"] = orderIn(text) ?? (json["tracks"] as Found[] | undefined)?.map(({ id }) => id)
  return { json, lost }
}

/** Up to where it is damaged: tracks that it does not name come after those. */
function orderIn(text: string): string[] | undefined {
  const [, ids] = /"trackOrder":\[((?:"[^"\\]{1,80}",?)*)/.exec(text) ?? []
  return ids === undefined ? undefined : [...ids.matchAll(/"([^"]+)"/g)].map(([, id = ""]) => id)
}

/** Where lists begin that are not empty; a track's own `devices` are a list of strings. */
function sectionsOf(text: string): { name: string; part: string }[] {
  const names = [...ENTITIES.filter((name) => name !== "devices"), ...EVENTS].join("|")
  const starts = [
    ...text.matchAll(new RegExp(`"(?:(${names})":\\[(?!\\][,}])|(devices)":\\[(?=\\{))`, "g")),
  ]
  return starts.map((start, i) => ({
    name: (start[1] ?? start[2])!,
    part: text.slice(start.index + start[0].length, starts[i + 1]?.index ?? text.length),
  }))
}

/** What comes second in an entity, after its id: the notes of a clip and the lanes of a track have ids too. */
const SECOND: Record<string, string> = {
  ...{ markers: "[a-zA-Z]+", tracks: "kind|name", clips: "trackId|kind|name" },
  ...{ devices: "kind|role", media: "[a-zA-Z0-9]+" },
}

function entitiesIn(part: string, name: string, lost: string[]): Found[] {
  const begin = new RegExp(`\\{"id":"[^"]{0,80}","(?:${SECOND[name]})":`, "g")
  const starts = [...part.matchAll(begin)].map(({ index }) => index)
  const what = name === "media" ? "recording" : name.slice(0, -1)
  return starts.flatMap((start, i) => {
    const chunk = part.slice(start, starts[i + 1] ?? part.length)
    const whole = wholeIn(chunk)
    if (whole) return [whole]
    const some = (name === "clips" ? clipOfNotes(chunk) : undefined) ?? beginningOf(chunk)
    const title = stringAfter(chunk, '"name":') || String(i + 1)
    lost.push(`${some ? "parts of " : ""}the ${what} ${title}`)
    return some ? [some] : []
  })
}

/** Behind the last of a list stand what ends the list, the lists that are empty, and the document's end. */
function wholeIn(chunk: string): Found | undefined {
  for (let end = chunk.length, tries = 0; tries < MOST_ENDS; tries++) {
    end = chunk.lastIndexOf("}", end - 1)
    if (end < 0) return undefined
    const found = parsed(chunk.slice(0, end + 1))
    if (found) return found
  }
  return undefined
}
const MOST_ENDS = 4

/** A clip without those of its notes and controllers that are damaged. */
function clipOfNotes(chunk: string): Found | undefined {
  if (!chunk.includes('"notes":[')) return undefined
  const lists: Found = { notes: [], controllers: [] }
  const rest = chunk.replace(
    /"(notes|controllers)":\[([^\]]*)/g,
    (_, name: string, list: string) => {
      lists[name] = flatObjects(list)
      return '"":['
    },
  )
  return { ...plainProperties(rest), ...lists }
}

/** Those that are text, numbers, truths or objects of these, each by itself. */
function plainProperties(text: string): Found {
  const plain = /"(\w{1,40})":("(?:[^"\\]|\\.)*"|[-\d.eE+]+|true|false|\{[^{}[\]]*\})/g
  return Object.assign(
    {},
    ...[...text.matchAll(plain)].map(([each]) => parsed(`{${each}}`)),
  ) as Found
}

/** As many of an object's first properties as are whole. */
function beginningOf(chunk: string): Found | undefined {
  for (let end = chunk.length, tries = 0; end > 0 && tries < MOST_TRIES; tries++) {
    end = chunk.lastIndexOf(',"', end - 1)
    const found = end > 0 ? parsed(`${chunk.slice(0, end)}}`) : undefined
    if (found) return found
  }
  return undefined
}
/** Of a chunk's ends: a track that is damaged early has some hundred properties behind it. */
const MOST_TRIES = 500

function flatObjects(part: string, name?: string, lost: string[] = []): Found[] {
  return [...part.matchAll(/\{[^{}]*\}/g)].flatMap(([each]) => {
    const found = parsed(each)
    if (!found && name !== undefined) lost.push(`some of the ${name}`)
    return found ? [found] : []
  })
}

function parsed(text: string): Found | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? (value as Found) : undefined
  } catch {
    return undefined
  }
}

function stringAfter(text: string, key: string): string {
  const [, quoted] = new RegExp(`${key}("(?:[^"\\\\]|\\\\.){0,200}")`).exec(text) ?? []
  try {
    return quoted === undefined ? "" : String(JSON.parse(quoted))
  } catch {
    return ""
  }
}
