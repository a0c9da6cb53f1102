/** What a message of a phone or of a capture system says about a hand on a deck. */
import type { OscArgument, OscMessage } from "./packet.ts"

export type HandMessage =
  /** Where the record is, in turns; `isWrapped` where it begins again at each turn. */
  | { kind: "angle"; deck: number; turns: number; isWrapped: boolean }
  /** How fast it turns, in turns a second. */
  | { kind: "spin"; deck: number; turnsASecond: number }
  | { kind: "touch"; deck: number; isHeld: boolean }
  /** 0..1 of its way. */
  | { kind: "fader"; place: number }

const OWN = /^\/slipmat\/(?:deck\/([1-4])\/(angle|turns|seconds|velocity|touch)|(crossfader))$/
const SECONDS_PER_TURN = 1.8
const DEGREES = 360
const RADIANS = 2 * Math.PI

/** Undefined where it says nothing about it. */
export function handMessageOf({ address, arguments: all }: OscMessage): HandMessage | undefined {
  const own = OWN.exec(address)
  if (own?.[3]) {
    const place = numberAt(all, 0)
    return place === undefined
      ? undefined
      : { kind: "fader", place: Math.min(1, Math.max(0, place)) }
  }
  return own ? ownMessage(Number(own[1]), own[2]!, all) : phoneMessage(address, all)
}

function ownMessage(
  deck: number,
  what: string,
  all: readonly OscArgument[],
): HandMessage | undefined {
  if (what === "touch") {
    const [held] = all
    if (typeof held !== "number" && typeof held !== "boolean") return undefined
    return { kind: "touch", deck, isHeld: Number(held) > 0 }
  }
  const value = numberAt(all, 0)
  if (value === undefined) return undefined
  if (what === "angle") return { kind: "angle", deck, turns: value / DEGREES, isWrapped: true }
  if (what === "turns") return { kind: "angle", deck, turns: value, isWrapped: false }
  if (what === "seconds")
    return { kind: "angle", deck, turns: value / SECONDS_PER_TURN, isWrapped: false }
  return { kind: "spin", deck, turnsASecond: value / SECONDS_PER_TURN }
}

/**
 * A phone that lies on a record, as ZIG SIM sends it (1-10.github.io/zigsim): the gyroscope's x, y, z in radians a second, the
 * compass in degrees. Clockwise on the record is against the sensor's z, which points up out of the screen.
 */
function phoneMessage(address: string, all: readonly OscArgument[]): HandMessage | undefined {
  // GyrOSC calls angles a gyro.
  if (address.startsWith("/gyrosc/")) return undefined
  if (address.endsWith("/gyro")) {
    const z = numberAt(all, 2)
    return z === undefined ? undefined : { kind: "spin", deck: 1, turnsASecond: -z / RADIANS }
  }
  if (!address.endsWith("/compass")) return undefined
  const angle = numberAt(all, 0)
  return angle === undefined
    ? undefined
    : { kind: "angle", deck: 1, turns: angle / DEGREES, isWrapped: true }
}

function numberAt(all: readonly OscArgument[], at: number): number | undefined {
  const value = all[at]
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) < 1e9
    ? value
    : undefined
}
