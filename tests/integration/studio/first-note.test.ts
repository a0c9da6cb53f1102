import { readFile } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { SoundBankLoader, type BasicSoundBank } from "spessasynth_core"
import { generalMidiBank, soundBankPath } from "#engine/projects/sound-bank-io.ts"
import { QUANTUM, type GraphPlan } from "#shared/dsp/graph/index.ts"
import {
  SoundFontInstrument,
  unpackPreset,
  type SoundFontState,
} from "#shared/dsp/instruments/index.ts"
import { GraphHost } from "../../../src-renderer/audio/graph-host.ts"

const RATE_HZ = 48_000
const BUDGET_MS = (1000 * QUANTUM) / RATE_HZ
const PRESETS: SoundFontState[] = [0, 19, 25, 48].map((program) => ({
  ...{ program, bank: 0, isDrums: false },
}))
const KIT: SoundFontState = { program: 0, bank: 0, isDrums: true }

/** A host whose bank has been read from its file, with nothing unpacked. */
async function aHost(state: SoundFontState): Promise<GraphHost> {
  const ready = Promise.withResolvers<undefined>()
  const host = new GraphHost(RATE_HZ, ({ kind }) => {
    if (kind === "graph-bank-ready") ready.resolve(undefined)
  })
  const strip = { devices: [], gainDb: 0, pan: 0, isSilent: false, sends: [], automation: [] }
  const instrument = { id: "i", kind: "soundfont", parameters: {}, state }
  const plan: GraphPlan = {
    channels: [
      { id: "track", instrument, output: 1, ...strip },
      { id: "master", instrument: null, output: -1, ...strip },
    ],
  }
  host.receive({ kind: "graph-plan", plan })
  const bytes = new Uint8Array(await readFile(soundBankPath())).buffer
  host.receive({ kind: "graph-bank", bytes })
  await ready.promise
  return host
}

async function anotherBank(): Promise<BasicSoundBank> {
  await generalMidiBank()
  return SoundBankLoader.fromArrayBuffer(new Uint8Array(await readFile(soundBankPath())).buffer)
}

/** Plays a note. @returns the sound, and the longest that a quantum took of the thread */
function note(host: GraphHost, { isDrums }: SoundFontState): { sound: number[]; mostMs: number } {
  const [left, right] = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)]
  const sound: number[] = []
  let mostMs = 0
  for (let quantum = 0; quantum < 40; quantum++) {
    const before = process.threadCpuUsage()
    if (quantum === 4)
      host.receive({
        kind: "graph-send",
        channelId: "track",
        message: ((isDrums ? 0x99 : 0x90) << 16) | (52 << 8) | 100,
      })
    host.process(left.fill(0), right.fill(0), quantum * QUANTUM)
    const { user, system } = process.threadCpuUsage(before)
    mostMs = Math.max(mostMs, (user + system) / 1000)
    sound.push(...left, ...right)
  }
  return { sound, mostMs }
}

describe("a first note", () => {
  it(
    "comes within a quantum's time once its preset was unpacked elsewhere, with the same bits",
    { timeout: 120_000 },
    async () => {
      const unpacker = new SoundFontInstrument(RATE_HZ, await anotherBank())
      // What is compiled on the way belongs to no note.
      for (const state of PRESETS.slice(0, 2)) note(await aHost(state), state)
      const longest = { unpacked: 0, packed: 0 }
      for (const state of [...PRESETS, KIT]) {
        const unpacked = unpackPreset(unpacker, state)
        expect(unpacked.length).toBeGreaterThan(0)
        const packed = note(await aHost(state), state)
        longest.packed = Math.max(longest.packed, packed.mostMs)
        let least = Infinity
        for (let run = 0; run < 6; run++) {
          const host = await aHost(state)
          host.receive({ kind: "graph-samples", unpacked: structuredClone(unpacked) })
          const { sound, mostMs } = note(host, state)
          expect(sound).toEqual(packed.sound)
          expect(sound.some((value) => Math.abs(value) > 1e-3)).toBe(true)
          // What else the machine does makes it longer, never shorter.
          least = Math.min(least, mostMs)
        }
        longest.unpacked = Math.max(longest.unpacked, least)
      }
      expect(longest.unpacked).toBeLessThan(BUDGET_MS)
      expect(longest.packed).toBeGreaterThan(BUDGET_MS)
    },
  )
})
