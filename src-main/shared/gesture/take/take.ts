/**
 * A take: the raw bytes of a session with what is needed to read them, and what people say about it. What was played is
 * derived from the bytes; `edited` stands beside them where somebody drew or changed it, or where a file had no bytes.
 */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { decodeRaw } from "../decode/decode-raw.ts"
import type { RawEvent, RawEvents } from "../decode/raw-event.ts"
import { ControllerProfile } from "../profile/profile.ts"
import { bytesOfHex, hexOfBytes } from "./bytes.ts"
import { Gesture } from "./gesture.ts"
import { gestureOfPlayed } from "./gesture-of-played.ts"
import { gestureOfChannels } from "./gesture-of-channels.ts"
import { Played } from "./played.ts"
import { parseJsonText, sayIssue } from "./json-text.ts"

export const TAKE_FORMAT = 1

/** When (microseconds of a monotonic clock), what (hex), and on which of `sources` it came. */
const Event = z
  .tuple([
    z.int(),
    z.string().regex(/^[\dA-F]{2}( [\dA-F]{2})*$/, "are no bytes in hex, such as B0 22 41"),
    z.int().min(0),
  ])
  .readonly()

export const TakeBeats = z.strictObject({
  tempoBpm: z.number().min(1).max(1000),
  /** Of a first beat, in the take's own seconds. */
  firstBeatSeconds: z.number(),
  beatsPerBar: z.int().min(1).max(64).default(4),
})
export type TakeBeats = z.infer<typeof TakeBeats>

export const GestureTake = z
  .strictObject({
    format: z.literal(TAKE_FORMAT),
    kind: z.literal("gesture-take"),
    id: z.string().max(100).optional(),
    title: z.string().max(200),
    session: z.string().max(200).default(""),
    tags: z.array(z.string().min(1).max(100)).default([]),
    notes: z.string().default(""),
    /** ISO 8601. */
    createdAt: z.string().max(40).default(""),
    /** Whether whoever played it lets it train models: nothing is learnt from it without. */
    mayTrain: z.boolean().default(false),
    beats: TakeBeats.optional(),
    /** What the deck played, sample-aligned: where in the recording the take's second 0 is. */
    audio: z
      .strictObject({
        sha256: z
          .string()
          .regex(/^[\da-f]{64}$/)
          .optional(),
        path: z.string().optional(),
        sampleRateHz: z.number().positive(),
        startSample: z.int(),
      })
      .optional(),
    /** One a port, in the order that events name them. The first with a known platter is the deck. */
    sources: z.array(z.strictObject({ port: z.string(), profile: ControllerProfile.optional() })),
    /** Which deck of the controller, from 1. */
    deck: z.int().min(1).max(8).default(1),
    events: z.array(Event),
    /** What the deck did: it counts before the bytes, whose decoding may get better, and after what was edited. */
    played: Played.optional(),
    edited: Gesture.optional(),
  })
  .refine(({ events, sources }) => events.every(([, , source]) => source < sources.length), {
    ...{ message: "an event is of a source that is not there", path: ["events"] },
  })
export type GestureTake = z.infer<typeof GestureTake>

/** @throws StudioError invalid-input, naming `file` and the line or the field */
export function readTake(text: string, file: string): GestureTake {
  const json = parseJsonText(text, file)
  const { format } = z.object({ format: z.number() }).catch({ format: 0 }).parse(json)
  if (format > TAKE_FORMAT)
    fail("invalid-input", `${file} was made by a newer Slipmat (format ${format})`)
  const parsed = GestureTake.safeParse(json)
  return parsed.success ? parsed.data : fail("invalid-input", sayIssue(parsed.error, text, file))
}

const FIELDS = Object.keys(GestureTake.shape) as (keyof GestureTake)[]

/** An event a line, so that takes can be compared and repaired by hand. The same take is always the same text. */
export function takeText(take: GestureTake): string {
  const { events, edited, ...rest } = take
  const fields = FIELDS.filter((field) => field in rest)
  const ordered = Object.fromEntries(fields.map((field) => [field, take[field]]))
  const head = JSON.stringify(ordered, undefined, 2).replace(/\n\}$/, "")
  const lines = events.map((event) => `    ${JSON.stringify(event)}`).join(",\n")
  const tail = edited ? `,\n  "edited": ${JSON.stringify(edited)}` : ""
  return `${head},\n  "events": [${lines === "" ? "" : `\n${lines}\n  `}]${tail}\n}\n`
}

/** One for all sources, or each by its port. */
export type SourceProfile = ControllerProfile | ((port: string) => ControllerProfile | undefined)

/** A take of raw events; its sources are the ports that they name, each read by its own profile. */
export function takeOfEvents(
  events: readonly RawEvent[],
  profile: SourceProfile | undefined,
  title: string,
): GestureTake {
  const profileOf = typeof profile === "function" ? profile : () => profile
  const ports = [...new Set(events.map(({ port }) => port ?? ""))]
  const take = GestureTake.parse({
    ...{ format: TAKE_FORMAT, kind: "gesture-take", title, events: [] },
    sources: ports.map((port) => {
      const profile = profileOf(port)
      return { port, ...(profile ? { profile } : {}) }
    }),
  })
  const places = new Map(ports.map((port, source) => [port, source]))
  return { ...take, events: events.map((event) => rowOf(event, places.get(event.port ?? "")!)) }
}

/** An hour has millions, which are only looked at closely where something is wrong. */
function rowOf({ atMicros, bytes }: RawEvent, source: number): GestureTake["events"][number] {
  const row = [atMicros, hexOfBytes(bytes), source] as const
  return Number.isSafeInteger(atMicros) && bytes.length > 0 ? row : Event.parse(row)
}

export const takeOfGesture = (edited: Gesture, title: string): GestureTake =>
  GestureTake.parse({
    ...{ format: TAKE_FORMAT, kind: "gesture-take", title, sources: [], events: [], edited },
  })

export const eventsOf = ({ events, sources }: GestureTake): RawEvent[] =>
  events.map(([atMicros, hex, source]) => {
    const port = sources[source]?.port
    return { atMicros, bytes: bytesOfHex(hex), ...(port ? { port } : {}) }
  })

/**
 * What was played: edited where somebody did, else read out of the bytes. Platter and fader may be two devices.
 * @throws StudioError invalid-input where no source says how its bytes are to be read
 */
export function gestureOf(take: GestureTake): Gesture {
  if (take.edited) return take.edited
  if (take.played) return gestureOfPlayed(take.played)
  const read = take.sources.flatMap(({ profile }, source) => (profile ? [{ profile, source }] : []))
  if (read.length === 0)
    return fail(
      "invalid-input",
      `${take.title}: the controller of this take is not known, so its bytes cannot be read`,
    )
  const platters = read.filter(({ profile }) => profile.decks[take.deck - 1]?.platter !== "unknown")
  const deck = platters[0] ?? read[0]!
  const choice = take.deck > 1 ? { deck: take.deck } : {}
  const channels = decodeRaw(eventsOfSource(take, deck.source), deck.profile, choice)
  const startMicros = take.events[0]?.[0] ?? 0
  const mixer = read.find(
    ({ profile, source }) => source !== deck.source && profile.crossfader !== "unknown",
  )
  const faders = mixer ? faderOnly(eventsOfSource(take, mixer.source), mixer.profile) : channels
  return gestureOfChannels(channels, faders, startMicros / 1e6)
}

/** Made one by one: an hour has millions. */
function eventsOfSource({ events, sources }: GestureTake, wanted: number): RawEvents {
  const rows = sources.length === 1 ? events : events.filter(([, , source]) => source === wanted)
  const eventOf = ([atMicros, hex]: (typeof rows)[number]): RawEvent => ({
    atMicros,
    bytes: bytesOfHex(hex),
  })
  return {
    length: rows.length,
    slice: (from, to) => rows.slice(from, to).map(eventOf),
    *[Symbol.iterator]() {
      for (const row of rows) yield eventOf(row)
    },
  }
}

/** A mixer has no platter that would have to be known. */
function faderOnly(events: RawEvents, profile: ControllerProfile) {
  const still = { ...profile.decks[0]!, platter: ["B0 00"], touch: "unknown" as const }
  const deck = { ...still, encoding: "offset64" as const, ticksPerRevolution: 720 }
  return decodeRaw(events, { ...profile, decks: [deck] })
}
