/** A device's parameters as its processor has them: what the document does not say stands where the device begins. */
import type { ParameterSpec } from "#shared/dsp/devices/index.ts"
import type { PanelSpec } from "../model/device-words.ts"
import type { Device } from "#shared/project/index.ts"

export const valueOf = ({ parameters }: Device, { id, initial }: ParameterSpec): number =>
  parameters[id] ?? initial

/** All of them, in the order of the device's description. */
export const valuesOf = (device: Device, { parameters }: PanelSpec): number[] =>
  parameters.map((parameter) => valueOf(device, parameter))

/** One by its id, for pictures that know what they draw. */
export function valueById(device: Device, spec: PanelSpec, id: string): number {
  const parameter = spec.parameters.find((each) => each.id === id)
  return parameter ? valueOf(device, parameter) : Number.NaN
}
