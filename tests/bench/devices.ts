/**
 * What the effect devices cost: how many times faster than the sound plays, on one core's CPU time, at 48 kHz in blocks of 128
 * frames, stereo noise that keeps every detector busy. The product's goal, a project of 24 tracks with equaliser and compressor
 * and a reverb at 8 times realtime beside its instruments, asks for 400 of the pair.
 *
 * Beside it, the bytes of garbage a block leaves behind, which on the audio thread must be none.
 *
 *   node tests/bench/devices.ts [--seconds 20]
 */
import { parseArgs } from "node:util"
import {
  deviceSpecs,
  type DeviceProcessor,
  type DeviceSpec,
} from "../../src-main/shared/dsp/devices/index.ts"

const RATE_HZ = 48_000
const BLOCK = 128
const PAIR_GOAL = 400
const TRACKS = 24
const RUNS = 20

const { values } = parseArgs({ options: { seconds: { type: "string", default: "20" } } })
const seconds = Number(values.seconds)

const FOUR_BANDS = { "band2.gain": 4, "band3.gain": -3, "band5.gain": 5, "band7.gain": 3 }
const BUSY = { threshold: -30, makeUp: 6 }

type Settings = Record<string, number>
const rows: [name: string, chain: [DeviceSpec, Settings][]][] = [
  ["eq, 4 bands", [[deviceSpecs.eq, FOUR_BANDS]]],
  ["eq, all off", [[deviceSpecs.eq, {}]]],
  ["compressor", [[deviceSpecs.compressor, BUSY]]],
  ["compressor, RMS", [[deviceSpecs.compressor, { ...BUSY, detector: 1 }]]],
  [
    "eq + compressor",
    [
      [deviceSpecs.eq, FOUR_BANDS],
      [deviceSpecs.compressor, BUSY],
    ],
  ],
  ["limiter", [[deviceSpecs.limiter, { gain: 12 }]]],
  ["gate", [[deviceSpecs.gate, {}]]],
  ["delay", [[deviceSpecs.delay, {}]]],
  ["reverb", [[deviceSpecs.reverb, {}]]],
  ["chorus", [[deviceSpecs.chorus, {}]]],
  ["saturation, 2x", [[deviceSpecs.saturation, { oversampling: 0 }]]],
  ["saturation, 4x", [[deviceSpecs.saturation, {}]]],
  ["utility", [[deviceSpecs.utility, {}]]],
]

const sound = noise(RATE_HZ)
const empty = cpuSeconds([])
const perSecond = new Map<string, number>()
console.log("device             x realtime   % of a core   ns a frame   garbage B a block")
for (const [name, chain] of rows) {
  const devices = chain.map(([spec, settings]) => create(spec, settings))
  const cost = Math.max(1e-9, cpuSeconds(devices) - empty) / seconds
  perSecond.set(name, cost)
  const cells = [
    (1 / cost).toFixed(0).padStart(10),
    (100 * cost).toFixed(3).padStart(11),
    ((cost * 1e9) / RATE_HZ).toFixed(1).padStart(10),
    garbageBytes(devices).toFixed(0).padStart(17),
  ]
  console.log(`${name.padEnd(17)}  ${cells.join("   ")}`)
}
const pair = perSecond.get("eq + compressor") ?? 1
const project = TRACKS * pair + (perSecond.get("reverb") ?? 0)
console.log(`\npair: ${(1 / pair).toFixed(0)}x realtime, goal ${PAIR_GOAL}`)
console.log(
  `${TRACKS} pairs and a reverb: ${(1 / project).toFixed(1)}x realtime, without tracks and instruments`,
)

function create(spec: DeviceSpec, settings: Settings): DeviceProcessor {
  const processor = spec.create(RATE_HZ)
  spec.parameters.forEach(({ id }, index) => {
    const value = settings[id]
    if (value !== undefined) processor.setParameter(index, value, true)
  })
  return processor
}

/** CPU seconds for `seconds` of sound through the chain, by the best of many short runs: what others do to the machine is noise. */
function cpuSeconds(chain: readonly DeviceProcessor[]): number {
  const left = new Float32Array(BLOCK)
  const right = new Float32Array(BLOCK)
  const blocks = Math.floor(RATE_HZ / BLOCK)
  let best = Infinity
  for (let run = 0; run < RUNS; run++) {
    const start = process.cpuUsage()
    for (let block = 0; block < (seconds * blocks) / RUNS; block++) {
      const at = (block % blocks) * BLOCK
      left.set(sound.left.subarray(at, at + BLOCK))
      right.set(sound.right.subarray(at, at + BLOCK))
      for (const device of chain) device.process(left, right, BLOCK)
    }
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, ((user + system) * RUNS) / 1e6)
  }
  return best
}

/** What the heap grows by a block once all is compiled: the median of some tries, as collections fall into a few of them. */
function garbageBytes(chain: readonly DeviceProcessor[]): number {
  const left = new Float32Array(BLOCK)
  const right = new Float32Array(BLOCK)
  const blocks = 2000
  const tries = Array.from({ length: 7 }, () => {
    const before = process.memoryUsage().heapUsed
    for (let block = 0; block < blocks; block++) {
      left.fill(0.1)
      right.fill(-0.1)
      for (const device of chain) device.process(left, right, BLOCK)
    }
    return (process.memoryUsage().heapUsed - before) / blocks
  })
  return Math.max(0, tries.sort((a, b) => a - b)[3] ?? 0)
}

function noise(frames: number): { left: Float32Array; right: Float32Array } {
  let state = 1
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0) / 2 ** 32
  const channel = () => Float32Array.from({ length: frames }, next)
  return { left: channel(), right: channel() }
}
