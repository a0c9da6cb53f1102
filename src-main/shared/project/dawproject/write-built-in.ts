/** Equaliser, compressor, gate and limiter as DAWproject describes such devices, so that other studios have theirs instead. */
import { deviceSpecs, type DeviceSpec } from "../../dsp/devices/index.ts"
import { BAND_SHAPES } from "../../dsp/devices/eq/design.ts"
import type { Device } from "../model/index.ts"
import { element, type XmlElement } from "../xml/xml.ts"

interface Written {
  /** Of the element. */
  readonly name: string
  /** What follows the parameters and the switch, in the schema's order. */
  readonly children: readonly XmlElement[]
}

type ValueOf = (parameter: string) => number

const decibel = (name: string, value: number): XmlElement =>
  element(name, { unit: "decibel", value })
const seconds = (name: string, ms: number): XmlElement =>
  element(name, { unit: "seconds", value: ms / 1000 })
const linear = (name: string, value: number): XmlElement => element(name, { unit: "linear", value })

const WRITTEN: ReadonlyMap<string, (value: ValueOf) => Written> = new Map([
  [
    "eq",
    (value) => ({
      name: "Equalizer",
      children: [...bandsOf(value), decibel("OutputGain", value("output"))],
    }),
  ],
  [
    "compressor",
    (value) => ({
      name: "Compressor",
      children: [
        seconds("Attack", value("attack")),
        decibel("OutputGain", value("makeUp")),
        linear("Ratio", value("ratio")),
        seconds("Release", value("release")),
        decibel("Threshold", value("threshold")),
      ],
    }),
  ],
  [
    "gate",
    (value) => ({
      name: "NoiseGate",
      children: [
        seconds("Attack", value("attack")),
        decibel("Range", value("range")),
        seconds("Release", value("release")),
        decibel("Threshold", value("threshold")),
      ],
    }),
  ],
  [
    "limiter",
    (value) => ({
      name: "Limiter",
      children: [
        decibel("InputGain", value("gain")),
        seconds("Release", value("release")),
        decibel("Threshold", value("ceiling")),
      ],
    }),
  ],
])

const TYPES: ReadonlyMap<string, string> = new Map([
  ["low cut", "highPass"],
  ["high cut", "lowPass"],
  ["low shelf", "lowShelf"],
  ["high shelf", "highShelf"],
  ["bell", "bell"],
  ["notch", "notch"],
])

export function inFormatsTerms({ kind, parameters }: Device): Written {
  const spec: DeviceSpec | undefined = Object.hasOwn(deviceSpecs, kind)
    ? deviceSpecs[kind as keyof typeof deviceSpecs]
    : undefined
  const initial = (name: string): number =>
    spec?.parameters.find(({ id }) => id === name)?.initial ?? 0
  const written = WRITTEN.get(kind)?.((name) => parameters[name] ?? initial(name))
  return written ?? { name: "BuiltinDevice", children: [] }
}

/** Those that are on. A cut's order is 2 for 12 dB an octave. */
function bandsOf(value: ValueOf): XmlElement[] {
  return Array.from({ length: 8 }, (_, i) => `band${i + 1}`).flatMap((band) => {
    const shape = BAND_SHAPES[value(`${band}.shape`)] ?? "off"
    const [, name = "", slope] = /^(.*?)(?: (\d+))?$/.exec(shape) ?? []
    const type = TYPES.get(name)
    if (type === undefined) return []
    return [
      element("Band", { type, order: slope === undefined ? undefined : Number(slope) / 6 }, [
        element("Freq", { unit: "hertz", value: value(`${band}.frequency`) }),
        decibel("Gain", value(`${band}.gain`)),
        linear("Q", value(`${band}.q`)),
      ]),
    ]
  })
}
