/** How far a job is, or what became of it, in a word or two that say what kind of work it is. */
import type { Job } from "#shared/contract/index.ts"

interface Words {
  queued: string
  succeeded: string
  failed: string
}

const WORDS: Record<string, Words> = {
  import: { queued: "waiting to be imported", succeeded: "imported", failed: "not imported" },
  map: { queued: "waiting to be mapped", succeeded: "mapped", failed: "not mapped" },
  other: { queued: "waiting", succeeded: "done", failed: "failed" },
}

export function stageText({ kind, state, stage, wasThere }: Job, isStopping = false): string {
  if (isStopping) return "Stopping, keeping what is done"
  const name = kind.startsWith("import/") ? "import" : kind === "chunks/map" ? "map" : "other"
  const words = WORDS[name] as Words
  if (state === "running") return stage
  if (state === "cancelled") return `${words.failed}, cancelled`
  if (state === "succeeded" && wasThere) return "already here"
  return words[state === "interrupted" ? "failed" : state]
}
