/**
 * What a list of commands may ask for: fields that its commands have, and devices that this studio knows. A document keeps what
 * it does not know, for another studio may; whoever writes a command by hand and misspells a name is told.
 */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { instrumentSpecs, type InstrumentSpec } from "#shared/dsp/instruments/specs.ts"
import {
  AutomationLane,
  commands,
  Device,
  deviceOf,
  DeviceId,
  issueWords,
  type Project,
} from "#shared/project/index.ts"

const specs: Readonly<Record<"effect" | "instrument", Readonly<Record<string, InstrumentSpec>>>> = {
  effect: deviceSpecs,
  instrument: instrumentSpecs,
}

/** @throws StudioError invalid-input, which names the field; not-found for a device that is not there */
export function refuseUnknown(project: Project, name: string, args: unknown): void {
  const parsed = commands.find((command) => command.name === name)?.args.safeParse(args)
  // What is wrong otherwise its command says.
  if (!parsed?.success) return
  const issues = leftOut(args, parsed.data)
  if (issues.length > 0) fail("invalid-input", issueWords(new z.ZodError(issues)))
  if (name === "device.add") refuseUnknownDevice(Adding.parse(args).device)
  if (name === "device.parameter") {
    const { deviceId, parameters } = Setting.parse(args)
    refuseUnknownParameters(deviceOf(project, deviceId), Object.keys(parameters), "parameters")
  }
  if (name === "automation.add-lane") refuseUnknownTarget(project, Automating.parse(args).lane)
}

const Adding = z.object({ device: Device })
const Setting = z.object({ deviceId: DeviceId, parameters: z.record(z.string(), z.number()) })
const Automating = z.object({ lane: AutomationLane })

function refuseUnknownDevice(device: Device): void {
  const { kind, role, parameters } = device
  if (!specs[role][kind])
    fail(
      "invalid-input",
      `kind of device: there is no ${role} "${kind}". There are ${Object.keys(specs[role]).join(", ")}`,
    )
  refuseUnknownParameters(device, Object.keys(parameters), "parameters of device")
}

/** What moves over time of a track itself. */
const OF_TRACKS = ["gainDb", "pan"]

function refuseUnknownTarget(project: Project, { target }: AutomationLane): void {
  const { deviceId, parameter } = target
  const place = "parameter of target of lane"
  if (deviceId) refuseUnknownParameters(deviceOf(project, deviceId), [parameter], place)
  else refuseOthers(parameter, OF_TRACKS, { place, owner: "a track" })
}

/** What this studio does not know of a device that is there may be right. */
function refuseUnknownParameters(
  { kind, role }: Device,
  parameters: readonly string[],
  place: string,
): void {
  const known = specs[role][kind]?.parameters.map(({ id }) => id)
  if (known) for (const each of parameters) refuseOthers(each, known, { place, owner: kind })
}

function refuseOthers(
  asked: string,
  known: readonly string[],
  { place, owner }: { place: string; owner: string },
): void {
  if (known.includes(asked)) return
  const all = known.length > 0 ? `has ${known.join(", ")}` : "has none"
  fail("invalid-input", `${place}: "${asked}" is none of ${owner}, which ${all}`)
}

/** Fields that the schema left out. */
function leftOut(given: unknown, read: unknown, path: readonly PropertyKey[] = []): Issue[] {
  if (!isObject(given) || !isObject(read)) return []
  const keys = Object.keys(given).filter((key) => !(key in read))
  const within = Object.entries(given).flatMap(([key, value]) =>
    leftOut(value, read[key], [...path, Array.isArray(given) ? Number(key) : key]),
  )
  return keys.length === 0
    ? within
    : [{ code: "unrecognized_keys", keys, path: [...path], message: "" }, ...within]
}

type Issue = z.core.$ZodIssueUnrecognizedKeys

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null
