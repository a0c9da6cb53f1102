/**
 * A run's folder: what it learns from, where it stands, and what can be heard of its way.
 *   material.safetensors   rows of music, the configuration, the parent's weights: nothing outside the folder is needed
 *   state.safetensors      parameters, moments and progress after the last measurement or pause
 *   previous.safetensors   the state before, for when the last one is damaged
 *   next-….safetensors     a state on its way; the others are touched when it is whole
 *   steps/00000800.safetensors   weights after a measurement
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { Measurement } from "#shared/contract/training.ts"
import {
  readSafetensors,
  type TensorData,
  type Weights,
  writeSafetensors,
} from "../../compute/index.ts"
import { readWhole, writeWhole } from "../../platform/node/whole-file-io.ts"
import { readProgress } from "../loop/run-progress.ts"
import type { RunKeeper } from "../loop/run.ts"
import { dropLeftovers } from "./leftovers-io.ts"
import { stepsToKeep } from "./steps-to-keep.ts"

/** The largest model that may be kept: 500 million numbers with their moments. */
const MOST_BYTES = 8e9
const STATE = "state.safetensors"
const PREVIOUS = "previous.safetensors"
/** Of one process: one that is ending may still write while another goes on. */
const NEXT = `next-${process.pid}.safetensors`
const STEPS = "steps"
const DIGITS = 8

const StepNotes = z.object({ measurement: Measurement, isBest: z.boolean() })

const materialPath = (folder: string): string => join(folder, "material.safetensors")

/** Whether a run knows already what it learns from. */
export const hasMaterial = (folder: string): boolean => existsSync(materialPath(folder))

const stepPath = (folder: string, step: number): string =>
  join(folder, STEPS, `${String(step).padStart(DIGITS, "0")}.safetensors`)

export function createRunKeeper(folder: string): RunKeeper {
  mkdirSync(join(folder, STEPS), { recursive: true })
  const [path, previous, next] = [STATE, PREVIOUS, NEXT].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  /** A damaged state must not take the place of the one before it. */
  let isWhole = true
  return {
    load() {
      const last = loadState(path)
      isWhole = last !== null
      return last ?? loadState(previous)
    },
    save(state, progress) {
      const metadata = { progress: JSON.stringify(progress.numbers()) }
      writeWhole(next, writeSafetensors({ tensors: new Map(Object.entries(state)), metadata }))
      if (isWhole && existsSync(path)) renameSync(path, previous)
      renameSync(next, path)
      isWhole = true
    },
    saveWeights(weights, measurement, isBest) {
      const notes = JSON.stringify({ measurement, isBest })
      const bytes = writeSafetensors({ tensors: new Map(weights), metadata: { notes } })
      writeWhole(stepPath(folder, measurement.step), bytes)
      dropSteps(folder)
    },
  }
}

/** Undefined where there is none that can be read: a run may go on from the one before. */
function loadState(path: string): ReturnType<RunKeeper["load"]> {
  if (!existsSync(path)) return null
  try {
    const { tensors, metadata } = readSafetensors(readWhole(path, MOST_BYTES))
    const progress = readProgress(JSON.parse(metadata["progress"] ?? "null"))
    return { state: Object.fromEntries(tensors), progress }
  } catch {
    return null
  }
}

/** For the process that goes on with a run, before it does: a killed one may have left files half written. */
export const tidyRun = (folder: string): void =>
  dropLeftovers([folder, join(folder, STEPS)], Date.now())

/** Steps whose weights are there, in their order. */
export function keptSteps(folder: string): number[] {
  if (!existsSync(join(folder, STEPS))) return []
  return readdirSync(join(folder, STEPS))
    .filter((name) => /^\d+\.safetensors$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b)
}

/** @throws StudioError not-found, unreadable */
export function readStep(folder: string, step: number): Map<string, TensorData> {
  if (!keptSteps(folder).includes(step))
    return fail("not-found", `This run kept nothing of its step ${step}`)
  return readSafetensors(readWhole(stepPath(folder, step), MOST_BYTES)).tensors
}

function dropSteps(folder: string): void {
  const steps = keptSteps(folder)
  const best = steps.findLast((step) => notesOf(folder, step)?.isBest === true)
  const keep = stepsToKeep(steps, best)
  for (const step of steps) if (!keep.has(step)) rmSync(stepPath(folder, step), { force: true })
}

/** Undefined where the file is damaged: a run goes on without what it was. */
function notesOf(folder: string, step: number): z.output<typeof StepNotes> | undefined {
  try {
    const { metadata } = readSafetensors(readWhole(stepPath(folder, step), MOST_BYTES))
    return StepNotes.parse(JSON.parse(metadata["notes"] ?? "null"))
  } catch {
    return undefined
  }
}

export function readMaterialFile(folder: string): Weights {
  return readSafetensors(readWhole(materialPath(folder), MOST_BYTES))
}

export function writeMaterialFile(folder: string, material: Weights): void {
  mkdirSync(folder, { recursive: true })
  writeWhole(materialPath(folder), writeSafetensors(material))
}
