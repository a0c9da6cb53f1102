/** What a run of a loop model needs to go on: what it learns from, and the state after some step. In a folder, each whole or not at all. */
import { existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Licence } from "#shared/contract/datasets.ts"
import { readSafetensors, type Tensors, writeSafetensors } from "../../compute/index.ts"
import { readWhole, writeWhole } from "../../platform/node/whole-file-io.ts"
import type { Gathered, GatheredLoop } from "../material/gather.ts"

/** A corpus as a card names it. */
export interface NamedCorpus {
  name: string
  hash: string
  licence: Licence
}

export interface LoopMaterial {
  gathered: Gathered
  corpora: readonly NamedCorpus[]
}

export interface KeptState {
  state: Tensors
  cpuMinutes: number
}

const MOST_BYTES = 1e9

export function createLoopKeeper(folder: string) {
  const [materialFile, stateFile] = ["loops.json", "state.safetensors"].map((name) =>
    join(folder, name),
  ) as [string, string]
  mkdirSync(folder, { recursive: true })
  return {
    /** What was gathered before, or what `gather` gathers now. */
    async material(gather: () => Promise<LoopMaterial>): Promise<LoopMaterial> {
      if (existsSync(materialFile)) return fromText(readWhole(materialFile, MOST_BYTES))
      const made = await gather()
      writeWhole(materialFile, toText(made))
      return made
    },
    load(): KeptState | null {
      if (!existsSync(stateFile)) return null
      const { tensors, metadata } = readSafetensors(readWhole(stateFile, MOST_BYTES))
      return { state: Object.fromEntries(tensors), cpuMinutes: Number(metadata["cpuMinutes"]) }
    },
    save({ state, cpuMinutes }: KeptState): void {
      const metadata = { cpuMinutes: String(cpuMinutes) }
      writeWhole(stateFile, writeSafetensors({ tensors: new Map(Object.entries(state)), metadata }))
    },
  }
}

interface WrittenLoop extends Omit<GatheredLoop, "content"> {
  content: string
}

function toText({ gathered, corpora }: LoopMaterial): Uint8Array {
  const written = (loops: readonly GatheredLoop[]): WrittenLoop[] =>
    loops.map((loop) => ({ ...loop, content: Buffer.from(loop.content).toString("base64") }))
  const { train, heldOut } = gathered
  return new TextEncoder().encode(
    JSON.stringify({ corpora, train: written(train), heldOut: written(heldOut) }),
  )
}

/** Only what this program wrote is read. */
function fromText(bytes: Uint8Array): LoopMaterial {
  const { corpora, train, heldOut } = JSON.parse(new TextDecoder().decode(bytes)) as {
    corpora: NamedCorpus[]
    train: WrittenLoop[]
    heldOut: WrittenLoop[]
  }
  const read = (loops: readonly WrittenLoop[]): GatheredLoop[] =>
    loops.map((loop) => ({ ...loop, content: new Uint8Array(Buffer.from(loop.content, "base64")) }))
  return { corpora, gathered: { train: read(train), heldOut: read(heldOut) } }
}
