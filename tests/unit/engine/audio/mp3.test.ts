import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bandEnds } from "#engine/audio/mp3/bands.ts"
import { parseMp3Header } from "#engine/audio/mp3/mp3-header.ts"
import { openMpeg } from "#engine/audio/mp3/mpeg-kernel-io.ts"
import { mpegPackets } from "#engine/audio/mp3/mpeg-packets-io.ts"
import { audioFixtureBytes, decodeBytes } from "../../../support/audio-files.ts"
import { snrDb } from "../../../support/audio-signal.ts"
import { synthesiseByFormulas } from "../../../support/mp3-formulas.ts"
import { writeFrame, type FrameShape, type GranuleShape } from "../../../support/mp3-frames.ts"
import { evenlyQuantised, randomFrame, randomOf, type Wish } from "../../../support/mp3-random.ts"
import { decodeByMpg123 } from "../../../support/mpg123.ts"

/** Two float decoders that sum in another order differ by about 125 dB. */
const SAME_DB = 110

function decodeFrames(frames: readonly Uint8Array[]): Float32Array[] {
  const mpeg = openMpeg()
  const sides: [number[], number[]] = [[], []]
  const take = () => {
    const { channels, frames: count } = mpeg.decode()
    sides.forEach((side, index) =>
      side.push(...(channels[index] as Float32Array).subarray(0, count)),
    )
  }
  for (const frame of frames) if (mpeg.push(frame)) take()
  take()
  mpeg.free()
  return sides.map((side) => Float32Array.from(side))
}

/** The frames of a fixture, without tags and information frame. */
function framesOfFixture(name: string): Uint8Array[] {
  const bytes = audioFixtureBytes(name)
  const frames: Uint8Array[] = []
  for (let at = bytes.indexOf("ÿ", 0, "latin1"); at + 4 <= bytes.length;) {
    const header = parseMp3Header(bytes, at)
    if (!header) break
    frames.push(bytes.subarray(at, at + header.frameBytes))
    at += header.frameBytes
  }
  return frames.filter((frame) => !/Xing|Info/.test(Buffer.from(frame).toString("latin1", 4, 50)))
}

async function expectLikeMpg123(frames: readonly Uint8Array[]): Promise<void> {
  const expected = await decodeByMpg123(frames)
  decodeFrames(frames).forEach((actual, side) => {
    expect(actual.length).toBe(expected[side]?.length)
    expect(snrDb(expected[side] as Float32Array, actual)).toBeGreaterThan(SAME_DB)
  })
}

const ALL_TYPES: GranuleShape["blockType"][] = [0, 1, 2, 3]
const RATES = [0, 1, 2].flatMap((generation) => [0, 1, 2].map((rate) => ({ generation, rate })))
const RATE_WISHES = RATES as Pick<Wish, "generation" | "rate">[]

describe("decoding mp3 like mpg123", () => {
  it.each(["cbr-stereo.mp3", "vbr-stereo.mp3", "lsf-mono.mp3", "stereo.mp2"])(
    "%s comes out the same",
    (name) => expectLikeMpg123(framesOfFixture(name)),
  )

  it.each(RATE_WISHES)(
    "random blocks with every table at generation $generation, rate $rate, in every kind of stereo",
    async (wish) => {
      const random = randomOf(1)
      for (const stereo of [{ mode: 3 }, { mode: 0 }, { mode: 1, modeExtension: 2 }] as const) {
        const shape = () => randomFrame(random, { ...wish, ...stereo, blockTypes: ALL_TYPES })
        await expectLikeMpg123(Array.from({ length: 24 }, () => writeFrame(shape())))
      }
    },
  )

  it.each([
    { generation: 0, rate: 0, modeExtension: 1 },
    { generation: 0, rate: 0, modeExtension: 3 },
    { generation: 1, rate: 0, modeExtension: 1 },
    { generation: 1, rate: 2, modeExtension: 3 },
    { generation: 2, rate: 1, modeExtension: 1 },
    { generation: 2, rate: 2, modeExtension: 3 },
  ] as const)("intensity stereo (%o)", async (wish) => {
    for (const blockTypes of [[0], [2]] as const) {
      const random = randomOf(7)
      const shape = () => randomFrame(random, { ...wish, mode: 1, blockTypes: [...blockTypes] })
      await expectLikeMpg123(Array.from({ length: 24 }, () => writeFrame(shape())))
    }
  })

  // mpg123 takes MPEG-2.5's first region of mixed blocks for longer than ffmpeg and we do.
  it.each(RATE_WISHES.filter(({ generation }) => generation < 2))(
    "mixed blocks at generation $generation, rate $rate",
    async (wish) => {
      const random = randomOf(5)
      const shape = () => randomFrame(random, { ...wish, mode: 3, blockTypes: [2], mixed: true })
      await expectLikeMpg123(Array.from({ length: 24 }, () => writeFrame(shape())))
    },
  )

  it.each([
    ["I", 0xff],
    ["I of MPEG-2", 0xf7],
    ["II", 0xfd],
    ["II of MPEG-2", 0xf5],
  ])("layer %s with random allocations, in stereo, joint stereo and mono", async (_, second) => {
    const random = randomOf(9)
    for (const mode of [0, 1, 3])
      for (const rate of [0, 1, 2]) {
        const frame = () => evenlyQuantised(random, { second, mode, rate })
        await expectLikeMpg123(Array.from({ length: 12 }, frame))
      }
  })

  it("changes between one and two channels under way", async () => {
    const random = randomOf(3)
    const modes = [0, 3, 1, 3, 3, 0] as const
    const frames = modes.flatMap((mode) =>
      Array.from({ length: 3 }, () =>
        writeFrame(randomFrame(random, { generation: 0, rate: 0, mode })),
      ),
    )
    const [left, right] = decodeFrames(frames)
    expect(left?.length).toBe(18 * 1152)
    expect(right?.subarray(5 * 1152, 6 * 1152)).toEqual(left?.subarray(5 * 1152, 6 * 1152))
  })
})

/** A mono frame whose only numbers are its lines. */
function plainGranule(random: () => number, blockType: GranuleShape["blockType"], mixed: boolean) {
  const values = Array.from({ length: 120 }, () => Math.floor(random() * 31) - 15)
  const granule: GranuleShape = {
    globalGain: 170,
    scaleCompress: 0,
    scaleFactors: [],
    blockType,
    mixed,
    subblockGains: [0, 0, 0],
    tables: [15, 15, 15],
    regionCounts: [3, 3],
    regionStarts: blockType === 0 ? [16, 36] : [36, 576],
    values,
    quads: Array.from({ length: 80 }, () => Math.floor(random() * 3) - 1),
    count1Table: 0,
    preflag: 0,
    scaleShift: 0,
  }
  return granule
}

function linesOf({ values, quads, blockType, mixed, globalGain }: GranuleShape): Float64Array {
  const coded = [...values, ...quads].map(
    (value) => Math.sign(value) * Math.abs(value) ** (4 / 3) * 2 ** ((globalGain - 210) / 4),
  )
  const lines = Float64Array.from({ length: 576 }, (_, line) => coded[line] ?? 0)
  if (blockType !== 2) return lines
  const ends = (bandEnds()[0]?.[mixed ? 2 : 1] ?? []).slice()
  const out = lines.slice()
  for (let band = mixed ? 8 : 0; band < ends.length; band += 3) {
    const from = ends[band - 1] ?? 0
    const width = (ends[band] as number) - from
    for (let index = 0; index < 3 * width; index++)
      out[from + 3 * (index % width) + Math.floor(index / width)] = lines[from + index] as number
  }
  return out
}

describe("the kernel's transforms", () => {
  it.each([
    ["long, start, short and stop blocks", false],
    ["mixed blocks", true],
  ])("of %s give what the standard's formulas give", (_, mixed) => {
    const random = randomOf(11)
    const types = [0, 0, 1, 2, 2, 3, 0, 1, 2, 3, 0, 0] as const
    const granules = types.map((type) => plainGranule(random, type, mixed && type === 2))
    const frames: FrameShape[] = []
    for (let index = 0; index < granules.length; index += 2)
      frames.push({
        generation: 0,
        rate: 0,
        mode: 3,
        granules: granules.slice(index, index + 2).map((granule) => [granule]),
      })
    const expected = synthesiseByFormulas(
      granules.map((granule) => ({
        lines: linesOf(granule),
        blockType: granule.blockType,
        mixed: granule.mixed,
      })),
    )
    const [actual] = decodeFrames(frames.map(writeFrame))
    expect(snrDb(Float32Array.from(expected), actual as Float32Array)).toBeGreaterThan(120)
  })
})

describe("damaged mp3 frames", () => {
  const good = framesOfFixture("vbr-stereo.mp3")

  it("always give as many finite samples as they stand for", () => {
    const Damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(2000), fc.nat(255)), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(Damage, (damage) => {
        const frames = good.map((frame) => Uint8Array.from(frame))
        for (const [index, place, byte] of damage) {
          const frame = frames[index] as Uint8Array
          frame[4 + (place % (frame.length - 4))] = byte
        }
        for (const side of decodeFrames(frames)) {
          expect(side.length).toBe(1152 * good.length)
          expect(side.every((sample) => Math.abs(sample) < 1e15)).toBe(true)
        }
      }),
      { numRuns: 60, seed: 20_261_122 },
    )
  })

  it("of nothing but noise behind a header are survived, at every size", () => {
    const Noise = fc.record({
      header: fc.uint8Array({ minLength: 3, maxLength: 3 }),
      body: fc.uint8Array({ maxLength: 1725 }),
    })
    fc.assert(
      fc.property(fc.array(Noise, { minLength: 1, maxLength: 20 }), (noises) => {
        const frames = noises.map(({ header, body }) =>
          Uint8Array.of(0xff, 0xe0 | (header[0] ?? 0), header[1] ?? 0, header[2] ?? 0, ...body),
        )
        for (const side of decodeFrames(frames)) expect(side.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 200, seed: 20_261_122 },
    )
  })

  it("are silent where the bits they point back to are gone, and the next ones sound again", () => {
    const whole = decodeFrames(good)[0] as Float32Array
    const rest = decodeFrames(good.slice(20))[0] as Float32Array
    const at = 5 * 1152
    expect(snrDb(whole.subarray(20 * 1152 + at), rest.subarray(at))).toBeGreaterThan(SAME_DB)
    // main_data_begin: the first nine bits behind the header.
    const dependent = good.find((frame) => ((frame[4] ?? 0) << 1) | ((frame[5] ?? 0) >> 7))
    const [left] = decodeFrames([dependent as Uint8Array])
    expect(left).toEqual(new Float32Array(1152))
  })

  it("leave what stands more than a few frames behind them untouched", async () => {
    const name = "cbr-stereo.mp3"
    const whole = await decodeBytes(name, audioFixtureBytes(name))
    const bytes = audioFixtureBytes(name)
    const at = bytes.indexOf(framesOfFixture(name)[20] as Uint8Array) + 100
    bytes.fill(0x5a, at, at + 40)
    const hurt = await decodeBytes(name, bytes)
    const tail = hurt.channels[0]?.subarray(-20_000) as Float32Array
    expect(snrDb(whole.channels[0]?.subarray(-20_000) as Float32Array, tail)).toBeGreaterThan(60)
  })
})

describe("mp3 packets", () => {
  it("give samples that stay valid, and null for what is no frame", () => {
    const [first, second] = framesOfFixture("lsf-mono.mp3").slice(10)
    const decoder = mpegPackets(1)
    const decoded = decoder.decode(Buffer.from(first ?? []))
    const copy = decoded?.[0]?.slice()
    decoder.decode(Buffer.from(second ?? []))
    expect(decoded).toHaveLength(1)
    expect(decoded?.[0]).toEqual(copy)
    expect(decoder.decode(Buffer.from("no frame at all"))).toBeNull()
    expect(decoder.decode(Buffer.alloc(0))).toBeNull()
    decoder.free()
  })
})

describe("the kernels of closed streams", () => {
  it("start the next stream afresh", () => {
    const frames = framesOfFixture("cbr-stereo.mp3").slice(0, 30)
    const once = decodeFrames(frames)
    decodeFrames(framesOfFixture("lsf-mono.mp3"))
    expect(decodeFrames(frames)).toEqual(once)
  })

  it("serve no one who goes on reading", () => {
    const [frame] = framesOfFixture("cbr-stereo.mp3")
    const closed = openMpeg()
    closed.free()
    const other = openMpeg()
    closed.push(frame as Uint8Array)
    expect(closed.decode().frames).toBe(0)
    expect(other.decode().frames).toBe(0)
    other.free()
  })
})
