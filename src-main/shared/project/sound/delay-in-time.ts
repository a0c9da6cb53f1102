/** Delays that keep time with the piece: how long theirs is follows from the tempo, and moves where the tempo does. */
import { DELAY_QUARTERS, DELAY_MOST_MS } from "../../dsp/devices/index.ts"
import { HOLD, LINEAR, type AutomationPlan } from "../../dsp/graph/index.ts"
import type { Device, Project } from "../model/index.ts"
import type { SongTime } from "./song-time.ts"

/** Straight pieces in place of a ramp's curve: a time is the inverse of a tempo. */
const RAMP_PIECES = 16
const TIME = "time"

/** Quarters that the delay lasts; undefined where it lasts as its own knob says. */
function quartersOf({ kind, parameters }: Device): number | undefined {
  return kind === "delay" ? DELAY_QUARTERS[(parameters["sync"] ?? 0) - 1] : undefined
}

const timeMs = (quarters: number, bpm: number): number =>
  Math.min(DELAY_MOST_MS, (quarters * 60_000) / bpm)

/** The device's parameters, its time among them at the beginning of the piece. */
export function parametersInTime(device: Device, { tempo }: SongTime): Device["parameters"] {
  const quarters = quartersOf(device)
  return quarters === undefined
    ? device.parameters
    : { ...device.parameters, [TIME]: timeMs(quarters, tempo.bpmAt(0)) }
}

/** What moves a track's devices, with the times of its delays that follow the tempo in place of their own lanes. */
export function withDelaysInTime(
  plans: readonly AutomationPlan[],
  devices: readonly Device[],
  { tempo: points }: Project,
  time: SongTime,
): AutomationPlan[] {
  const following = devices.filter((device) => quartersOf(device) !== undefined)
  const ids = new Set<string>(following.map(({ id }) => id))
  const isOwn = ({ deviceId, parameter }: AutomationPlan): boolean =>
    deviceId === null || !ids.has(deviceId) || parameter !== TIME
  const kept = plans.filter(isOwn)
  if (points.length < 2) return kept
  const ticks = points.flatMap(({ tick, curve }, i) => {
    const next = points[i + 1]
    if (curve === "step" || !next) return [{ tick, isHeld: true }]
    return Array.from({ length: RAMP_PIECES }, (_, piece) => ({
      ...{ tick: tick + ((next.tick - tick) * piece) / RAMP_PIECES, isHeld: false },
    }))
  })
  return kept.concat(
    following.map((device) => ({
      ...{ deviceId: device.id, parameter: TIME },
      frames: Float64Array.from(ticks, ({ tick }) => time.frameAt(tick)),
      values: Float32Array.from(ticks, ({ tick }) =>
        timeMs(quartersOf(device)!, time.tempo.bpmAt(tick)),
      ),
      curves: Uint8Array.from(ticks, ({ isHeld }) => (isHeld ? HOLD : LINEAR)),
    })),
  )
}
