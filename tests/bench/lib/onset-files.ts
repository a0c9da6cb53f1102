/**
 * Which MIDI files train the onset detector, which it was designed with, and which test it. No file, and no work of Chopin in any edition, is in two of them;
 * openMSX (GPL) is never trained on.
 */
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { DATA } from "./render.ts"

/** Every second song of Freedoom, every fourth file of Chopin's works that are not held out. */
export function trainingFiles(): string[] {
  const held = new Set(heldOutChopin().map(workOf))
  const chopin = list("chopin").filter((path) => !held.has(workOf(path)))
  return [
    ...list("freedoom").filter((_, index) => index % 2 === 0),
    ...chopin.filter((_, index) => index % 4 === 3),
  ]
}

/** Looked at while the detector was designed (its shape, its threshold), never trained on. */
export function developmentFiles(): string[] {
  return heldOut().slice(0, DEVELOPMENT_FILES)
}

/** Neither trained on nor looked at: what the bench reports. The first N come evenly from all three corpora. */
export function testFiles(): string[] {
  return heldOut().slice(DEVELOPMENT_FILES)
}

const DEVELOPMENT_FILES = 24

function heldOut(): string[] {
  const groups = [
    list("freedoom").filter((_, index) => index % 2 === 1),
    list("openmsx"),
    heldOutChopin(),
  ]
  const longest = Math.max(...groups.map((group) => group.length))
  return Array.from({ length: longest }, (_, index) =>
    groups.flatMap((group) => group[index] ?? []),
  ).flat()
}

function heldOutChopin(): string[] {
  return list("chopin").filter((_, index) => index % 8 === 7)
}

/** The editions of one work share the first part of their names. */
const workOf = (path: string) => path.replace(/.*\//, "").replace(/-.*/, "")

function list(corpus: string): string[] {
  const folder = join(DATA, corpus)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith(".mid"))
    .sort()
    .map((name) => join(folder, name))
}
