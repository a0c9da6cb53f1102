/**
 * The four devices that DAWproject itself describes (bitwig/dawproject 1.0: Equalizer, Compressor, NoiseGate, Limiter), with
 * what they say as parameters of ours. Gains before and after a device are put where ours has them, so that it sounds the same.
 */
import { childOf, numberOf, type XmlElement } from "../xml/xml.ts"
import { equaliser } from "./built-in-equaliser.ts"
import { DeviceReader, gainIn, type BuiltIn } from "./device-reader.ts"
import { decibelsOf, millisecondsOf, ratioOf } from "./units.ts"

/** Louder before it is the threshold lower, and louder after it. */
function compressor(device: XmlElement): BuiltIn {
  const reader = new DeviceReader("compressor")
  const before = gainIn(device, "InputGain")
  const at = (name: string): XmlElement | undefined => childOf(device, name)
  const threshold = decibelsOf(at("Threshold"))
  reader.take(at("Threshold"), "threshold", (value) => threshold(value) - before)
  reader.take(at("Ratio"), "ratio", ratioOf(at("Ratio")))
  // The format knows no knee: the line bends at the threshold.
  reader.set("knee", 0)
  reader.take(at("Attack"), "attack", millisecondsOf)
  reader.take(at("Release"), "release", millisecondsOf)
  const output = decibelsOf(at("OutputGain"))
  reader.set("makeUp", before + gainIn(device, "OutputGain"))
  reader.take(at("OutputGain"), "makeUp", (value) => output(value) + before)
  if (at("AutoMakeup")?.attributes["value"] === "true") reader.lose("automatic make-up gains")
  return reader.done()
}

function gate(device: XmlElement): BuiltIn {
  const reader = new DeviceReader("gate")
  const at = (name: string): XmlElement | undefined => childOf(device, name)
  reader.take(at("Threshold"), "threshold", decibelsOf(at("Threshold")))
  reader.take(at("Attack"), "attack", millisecondsOf)
  reader.take(at("Release"), "release", millisecondsOf)
  const range = decibelsOf(at("Range"))
  // Some write how much is taken away as a positive number.
  reader.take(at("Range"), "range", (value) => -Math.abs(range(value)))
  const ratio = at("Ratio")
  if (ratio && ratioOf(ratio)(numberOf(ratio, "value", 100)) < 100) reader.lose("ratios of gates")
  return reader.done()
}

/** Louder before it is louder here; what is louder after it lifts the ceiling. */
function limiter(device: XmlElement): BuiltIn {
  const reader = new DeviceReader("limiter")
  const after = gainIn(device, "OutputGain")
  const at = (name: string): XmlElement | undefined => childOf(device, name)
  const threshold = decibelsOf(at("Threshold"))
  reader.take(at("Threshold"), "ceiling", (value) => threshold(value) + after)
  const input = decibelsOf(at("InputGain"))
  reader.set("gain", gainIn(device, "InputGain") + after)
  reader.take(at("InputGain"), "gain", (value) => input(value) + after)
  reader.take(at("Release"), "release", millisecondsOf)
  return reader.done()
}

/** By the names of their elements. */
export const BUILT_IN: ReadonlyMap<string, (device: XmlElement) => BuiltIn> = new Map([
  ["Equalizer", equaliser],
  ["Compressor", compressor],
  ["NoiseGate", gate],
  ["Limiter", limiter],
])
