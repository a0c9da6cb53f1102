/** One device of another studio while it is read as one of ours. */
import { deviceSpecs, type DeviceKind } from "../../dsp/devices/index.ts"
import { childOf, numberOf, type XmlElement } from "../xml/xml.ts"
import { decibelsOf, type ReadValue } from "./units.ts"

export interface BuiltIn {
  readonly kind: DeviceKind
  /** Within the ranges of ours. */
  readonly parameters: Readonly<Record<string, number>>
  /** What curves can point at, and how their values read. */
  readonly targets: readonly { fileId: string; parameter: string; read: ReadValue }[]
  readonly lost: readonly string[]
}

export class DeviceReader {
  readonly #kind: DeviceKind
  readonly #parameters: Record<string, number> = {}
  readonly #targets: { fileId: string; parameter: string; read: ReadValue }[] = []
  readonly #lost: string[] = []

  constructor(kind: DeviceKind) {
    this.#kind = kind
  }

  /** A value, and how its curves read; nothing where the file does not give it. */
  take(from: XmlElement | undefined, parameter: string, read: ReadValue): void {
    const value = numberOf(from, "value", undefined)
    if (!from || value === undefined) return
    this.set(parameter, read(value))
    const fileId = from.attributes["id"]
    const clamped = (each: number): number => this.#within(parameter, read(each))
    if (fileId !== undefined) this.#targets.push({ fileId, parameter, read: clamped })
  }

  set(parameter: string, value: number): void {
    const kept = this.#within(parameter, value)
    if (Math.abs(kept - value) > 1e-6 * Math.abs(value))
      this.lose(
        `values that are out of range for the ${deviceSpecs[this.#kind].label.toLowerCase()}`,
      )
    this.#parameters[parameter] = kept
  }

  lose(what: string): void {
    this.#lost.push(what)
  }

  done(): BuiltIn {
    return {
      ...{ kind: this.#kind, parameters: this.#parameters },
      ...{ targets: this.#targets, lost: this.#lost },
    }
  }

  #within(parameter: string, value: number): number {
    const spec = deviceSpecs[this.#kind].parameters.find(({ id }) => id === parameter)
    return spec ? Math.min(spec.max, Math.max(spec.min, value)) : value
  }
}

/** A gain in dB that does not move; 0 where there is none. */
export function gainIn(device: XmlElement, name: string): number {
  const gain = childOf(device, name)
  const value = numberOf(gain, "value", undefined)
  return value === undefined ? 0 : decibelsOf(gain)(value)
}
