/** What a lane of automation moves: its name, its way and its values in words. Pure. */
import {
  entityOf,
  type AutomationTarget,
  type Device,
  type Project,
} from "#shared/project/index.ts"
import { deviceLabel, quantitiesOf } from "../../../control/parameters.ts"
import { parseQuantity, placeOf, quantityText, valueAt } from "../../../ui/quantity.ts"
import { panText, parsePan } from "../../../ui/level-law.ts"
import { parameterName, scaleOf, type LaneScale } from "./curve.ts"
import { dbText, parseDb } from "./levels.ts"

export interface Automated {
  /** "Cutoff" */
  readonly name: string
  /** "Poly synth"; empty where it is the track's own. */
  readonly deviceName: string
  /** @param values of points that the way has to hold, where nothing is known of the parameter */
  scale(values: readonly number[]): LaneScale
  text(value: number): string
  /** Undefined where what was typed is no such value. */
  parse(text: string): number | undefined
}

export function automatedOf(
  { devices }: Pick<Project, "devices">,
  { deviceId, parameter }: AutomationTarget,
): Automated {
  if (deviceId === undefined) return ofTrack(parameter)
  const device = entityOf(devices, deviceId)
  return device ? ofDevice(device, parameter) : plain(parameter, "")
}

function ofTrack(parameter: string): Automated {
  const own = plain(parameter, "")
  if (parameter === "gainDb") return { ...own, text: dbText, parse: parseDb }
  return parameter === "pan" ? { ...own, text: panText, parse: parsePan } : own
}

function ofDevice(device: Device, parameter: string): Automated {
  const deviceName = deviceLabel(device)
  const quantity = quantitiesOf(device).find(({ id }) => id === parameter)
  if (!quantity) return plain(parameter, deviceName)
  const isEven = quantity.scale === "linear"
  return {
    ...{ name: nameIn(parameter, quantity.label), deviceName },
    scale: () => ({
      isEven,
      shareOf: (value) => placeOf(quantity, value),
      valueAt: (share) => valueAt(quantity, Math.min(1, Math.max(0, share))),
    }),
    text: (value) => quantityText(quantity, value),
    parse: (text) => parseQuantity(quantity, text),
  }
}

/** Bands of an equaliser share their words. */
export function nameIn(parameter: string, label: string): string {
  const band = /^band(\d)\./.exec(parameter)?.[1]
  return band === undefined ? label : `Band ${band}, ${label.toLowerCase()}`
}

function plain(parameter: string, deviceName: string): Automated {
  return {
    ...{ name: parameterName(parameter), deviceName },
    scale: (values) => scaleOf(parameter, values),
    text: (value) => String(Math.round(value * 100) / 100).replace("-", "−"),
    parse(text) {
      const value = Number(text.trim().replace("−", "-").replace(",", "."))
      return text.trim() !== "" && Number.isFinite(value) ? value : undefined
    },
  }
}
