/** Datasets in a line each, and what is to be said about their files. Pure. */
import type { Dataset, DatasetFile } from "#shared/contract/datasets.ts"

/** More of one kind are counted, not named. */
const MOST_NAMED = 20

const SENTENCES = {
  unreadable: ({ path, reason }: DatasetFile) => `${path}: ${reason}`,
  copy: ({ path, reason }: DatasetFile) => `${path} is a copy. ${reason}`,
  "near-copy": ({ path, reason }: DatasetFile) => `${path} is nearly a copy. ${reason}`,
} as const

/** A sentence for each file that was not simply read. */
export function filesReport(files: readonly DatasetFile[]): string[] {
  return (["unreadable", "copy", "near-copy"] as const).flatMap((state) => {
    const all = files.filter((file) => file.state === state)
    const named = all.slice(0, MOST_NAMED).map(SENTENCES[state])
    const more = all.length - named.length
    return more > 0 ? [...named, `${more} more: ${state}`] : named
  })
}

type Counted = Pick<Dataset, "name" | "kind" | "works" | "notes" | "seconds" | "files">

export const datasetLine = (dataset: Dataset): string =>
  `${dataset.id}  ${checkLine(dataset)}  ${dataset.licence.name} (${dataset.licence.use})`

export function checkLine({ name, kind, works, notes, seconds, files }: Counted): string {
  const { read, unreadable, copies, nearCopies } = files
  const left = [
    [unreadable, "unreadable"] as const,
    [copies, copies === 1 ? "copy" : "copies"] as const,
    [nearCopies, "nearly copied"] as const,
  ].flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []))
  const pieces = read + nearCopies
  const all = [`${pieces} piece${pieces === 1 ? "" : "s"}`, ...left].join(", ")
  const hours = (seconds / 3600).toFixed(2)
  return `${name}  ${kind}  ${all}; works ${works.train} + ${works.valid} + ${works.test}, ${notes} notes, ${hours} h`
}

export const lostKeysNote = (files: number): string =>
  `in ${files} file${files === 1 ? "" : "s"} almost no note follows the key signature, which a converter may have lost: --restore-keys puts it back`
