/** A discovery as one file: settings, elites, curves and card. Safetensors, which hold no code. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { DiscoverySettings, ScratchCurve, Technique } from "#shared/contract/scratch.ts"
import {
  floats,
  integers,
  readSafetensors,
  type TensorData,
  writeSafetensors,
} from "../../compute/index.ts"
import { NICHES, type SavedSearch, type SearchProgress } from "../discovery/index.ts"

export interface ArchiveFile extends SearchProgress {
  settings: DiscoverySettings
  createdAt: number
  /** Of controls and of practice; those of the search are in it. */
  curves: ScratchCurve[]
  card: { name: string; value: string }[]
}

/** Nothing is measured of it yet. */
export const archiveOfSearch = (
  settings: DiscoverySettings,
  createdAt: number,
  found: SearchProgress,
): ArchiveFile => ({ ...found, settings, createdAt, curves: [], card: [] })

const Notes = z.object({
  format: z.literal("scratch archive 1"),
  settings: DiscoverySettings,
  createdAt: z.number(),
  evaluations: z.int().min(0),
  curve: z.array(
    z.object({
      evaluations: z.number(),
      coverage: z.number(),
      best: z.number(),
      sum: z.number(),
    }),
  ),
  /** By shown cell. */
  techniques: z.record(z.string(), Technique.nullable()),
  curves: z.array(ScratchCurve),
  card: z.array(z.object({ name: z.string(), value: z.string() })),
})

const WIDTHS = { qualities: 1, genes: 32, behaviours: 4, parts: 4 } as const
type Column = keyof typeof WIDTHS
const COLUMNS = Object.keys(WIDTHS) as Column[]

export function packArchive({ saved, techniques, ...rest }: ArchiveFile): Uint8Array {
  const { elites, evaluations, curve } = saved
  const named = Object.fromEntries(
    techniques.flatMap((name, cell) => (name === undefined ? [] : [[String(cell), name]])),
  )
  const notes: z.input<typeof Notes> = {
    ...{ format: "scratch archive 1", evaluations, curve, techniques: named },
    ...rest,
  }
  const tensors = new Map<string, TensorData>([["niches", integers(elites.niches)]])
  for (const name of COLUMNS)
    tensors.set(name, floats(elites[name], [elites.niches.length, WIDTHS[name]]))
  return writeSafetensors({ tensors, metadata: { notes: JSON.stringify(notes) } })
}

/** @param name of the file, for what is said of it @throws StudioError unreadable */
export function unpackArchive(bytes: Uint8Array, name: string): ArchiveFile {
  const { tensors, metadata } = readSafetensors(bytes)
  const notes = Notes.safeParse(jsonOf(metadata["notes"]))
  if (!notes.success) fail("unreadable", `${name} is no scratch archive`)
  const { evaluations, curve, techniques, settings, createdAt, curves, card } = notes.data
  const niches = tensors.get("niches")?.data
  if (!(niches instanceof Int32Array)) fail("unreadable", `${name} has no elites`)
  const column = (which: Column): Float32Array => {
    const data = tensors.get(which)?.data
    const isWhole = data instanceof Float32Array && data.length === niches.length * WIDTHS[which]
    if (!isWhole || !data.every((value) => Number.isFinite(value)))
      fail("unreadable", `${name}: its ${which} are damaged`)
    return data
  }
  if (niches.some((niche) => niche < 0 || niche >= NICHES))
    fail("unreadable", `${name} names kinds of gestures that there are not`)
  const elites: SavedSearch["elites"] = {
    ...{ niches, qualities: column("qualities"), genes: column("genes") },
    ...{ behaviours: column("behaviours"), parts: column("parts") },
  }
  const all: ArchiveFile["techniques"] = []
  for (const [cell, technique] of Object.entries(techniques)) all[Number(cell)] = technique
  const saved = { elites, evaluations, curve }
  return { saved, techniques: all, settings, createdAt, curves, card }
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "")
  } catch {
    return undefined
  }
}
