/** What was learnt of a controller as its profile, and as one more where the fader is another device's. */
import { calibrateNoise, type TickEvent } from "../motion/calibrate-noise.ts"
import { ControllerProfile, PROFILE_FORMAT, profileIdOf } from "../profile/profile.ts"
import { countTicks } from "./count-ticks.ts"
import type { LearnState } from "./learn-state.ts"

/** Undefined where no platter was learnt. */
export function learntProfiles(
  state: LearnState,
  ticksPerRevolution: number | undefined,
): { profile: ControllerProfile; mixer?: ControllerProfile } | undefined {
  const { deviceName, portName, touch, platter, crossfader = "unknown", mixerPort } = state
  if (!platter) return undefined
  const ticks: TickEvent[] = []
  countTicks(state.turns, platter, (atSeconds, count) => ticks.push({ atSeconds, ticks: count }))
  const noise = ticksPerRevolution && calibrateNoise(ticks, ticksPerRevolution)
  const deck = {
    platter: [platter.message],
    touch: touch ? [touch] : "unknown",
    encoding: platter.encoding,
    ...(platter.low ? { platterLow: platter.low } : {}),
    ...(platter.isReversed ? { isReversed: true } : {}),
    ticksPerRevolution: ticksPerRevolution ?? "unknown",
    ...{ rpm: "unknown", pitch: "unknown" },
  }
  const profile = ControllerProfile.parse({
    ...headOf(deviceName, portName),
    decks: [deck],
    crossfader: mixerPort === undefined ? crossfader : "unknown",
    ...(noise ? { noise } : {}),
  })
  if (mixerPort === undefined) return { profile }
  const none = { platter: "unknown", touch: "unknown", encoding: "unknown", rpm: "unknown" }
  const mixer = ControllerProfile.parse({
    ...headOf(mixerPort, mixerPort),
    decks: [{ ...none, ticksPerRevolution: "unknown", pitch: "unknown" }],
    crossfader,
  })
  return { profile, mixer }
}

const headOf = (name: string, port: string) => ({
  ...{ format: PROFILE_FORMAT, id: profileIdOf(name) || "controller", name: name.slice(0, 200) },
  ...{ portNames: [port], source: "Learnt from the device itself." },
})
