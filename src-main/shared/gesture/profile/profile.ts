/**
 * What is known of a controller: which messages its platter, touch and faders send and how they are to be read. A profile is
 * data, one JSON file a device (resources/controllers); "unknown" stands where nobody has said it yet, and is learnt.
 */
import { z } from "zod"
import { ReportLayout } from "../encodings/timed-report.ts"

export const PROFILE_FORMAT = 1

export const ENCODINGS = [
  "offset64",
  "twos7",
  "sign-only",
  "sign-magnitude",
  "diff14",
  "abs7",
  "speed7",
  "abs-timer",
  "unknown",
] as const
export type Encoding = (typeof ENCODINGS)[number]

const unknown = z.literal("unknown")
/** Status and number as they are on the wire: "B0 22", "90 36", "E0". */
const Message = z.string().regex(/^([89AB][\dA-F] [0-7][\dA-F]|[CDE][\dA-F])$/i)

const Control = z.strictObject({
  message: Message,
  /** The control change that carries the low seven bits. */
  low: Message.optional(),
  /** True where the high end is what others have as the low one. */
  isReversed: z.boolean().optional(),
})

const Deck = z.strictObject({
  /** Every message of the record itself; more than one where it depends on the device's mode. */
  platter: z.union([z.array(Message).min(1), unknown]),
  /** The low seven bits of `platter` in "diff14", where they are not 32 numbers above. */
  platterLow: Message.optional(),
  /** Turned, too, but not the record: an outer ring, searching with shift, a motor's own plate. */
  ring: z.array(Message).optional(),
  touch: z.union([z.array(Message).min(1), unknown]),
  encoding: z.enum(ENCODINGS),
  /** True where clockwise is what others have as back. */
  isReversed: z.boolean().optional(),
  /** Only for "abs-timer". */
  report: ReportLayout.optional(),
  ticksPerRevolution: z.union([z.number().positive().max(1e6), unknown]),
  /** Set by ear by whoever wrote the mapping, not measured: calibrate. */
  isTuned: z.boolean().optional(),
  /** Which speeds of the platter the ticks were given for, in turns a minute. */
  rpm: z.union([z.number().positive(), z.array(z.number().positive()).min(1), unknown]),
  /** The platter is driven: no hand is on it where it turns at its own speed. */
  hasMotor: z.boolean().optional(),
  pitch: z.union([Control, unknown]),
  buttons: z.array(z.strictObject({ name: z.string().min(1), message: Message })).optional(),
})

export const ControllerProfile = z.strictObject({
  format: z.literal(PROFILE_FORMAT),
  /** The name in small letters with hyphens. */
  id: z.string().regex(/^[a-z\d]+(-[a-z\d]+)*$/),
  name: z.string().min(1).max(200),
  /** Parts of the names of its ports, whatever their case; the longest that fits decides. */
  portNames: z.array(z.string().min(1)).min(1),
  /** Where the facts are from. */
  source: z.string().min(1),
  notes: z.string().optional(),
  decks: z.array(Deck).min(1).max(8),
  crossfader: z.union([Control, unknown]),
  /** What was learnt of this device: see `calibrateNoise`. */
  noise: z
    .strictObject({
      reportSeconds: z.number().positive(),
      jitterSeconds: z.number().positive(),
      jerk: z.number().positive(),
    })
    .optional(),
  physics: z
    .strictObject({
      inertia: z.number().positive(),
      friction: z.number().min(0),
      motorSpeed: z.number().optional(),
    })
    .optional(),
})
export type ControllerProfile = z.infer<typeof ControllerProfile>
export type DeckProfile = ControllerProfile["decks"][number]
export type ControlProfile = z.infer<typeof Control>

/** "Denon DN-HS5500 (motorised)" is denon-dn-hs5500-motorised. */
export const profileIdOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-|-$/g, "")

/** The bytes of a message in a profile: "B0 22" is [0xb0, 0x22]. */
export const bytesOfMessage = (message: string): number[] =>
  message.split(" ").map((byte) => Number.parseInt(byte, 16))
