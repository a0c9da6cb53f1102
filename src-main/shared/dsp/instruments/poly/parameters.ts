/** What can be set on the subtractive synthesiser, and the settings as its voices want them. */
import {
  choice,
  decibels,
  hertz,
  milliseconds,
  percent,
  factor,
  type ParameterSpec,
} from "../../devices/device.ts"

const SHAPES = ["saw", "square", "triangle", "sine"] as const

export const polyParameters: readonly ParameterSpec[] = [
  choice("osc1.shape", "Oscillator 1", SHAPES),
  choice("osc2.shape", "Oscillator 2", SHAPES, 1),
  percent("mix", "Mix", 0, 100, 35),
  choice("osc2.octave", "Octave 2", ["-2", "-1", "0", "+1", "+2"], 1),
  percent("detune", "Detune", 0, 100, 8),
  percent("noise", "Noise", 0, 100, 0),
  hertz("cutoff", "Cutoff", 30, 18_000, 2400),
  factor("resonance", "Resonance", 0.5, 20, 0.9),
  percent("filter.env", "Filter depth", -100, 100, 35),
  percent("filter.keys", "Filter by keys", 0, 100, 50),
  milliseconds("attack", "Attack", 1, 5000, 4),
  milliseconds("decay", "Decay", 5, 10_000, 450),
  percent("sustain", "Sustain", 0, 100, 70),
  milliseconds("release", "Release", 5, 10_000, 220),
  milliseconds("filter.attack", "Filter attack", 1, 5000, 2),
  milliseconds("filter.decay", "Filter decay", 5, 10_000, 380),
  percent("filter.sustain", "Filter sustain", 0, 100, 25),
  hertz("lfo.rate", "LFO rate", 0.05, 20, 5),
  percent("lfo.pitch", "Vibrato", 0, 100, 0),
  percent("lfo.filter", "LFO to filter", 0, 100, 0),
  decibels("level", "Level", -48, 12, -9),
]
