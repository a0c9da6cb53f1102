/** How far long work is: on a terminal a line that replaces itself, elsewhere (a log) a plain line now and then. */
const EVERY_MS = 5000

interface Options {
  write(text: string): void
  isTerminal(): boolean
  nowMs(): number
}

export interface Progress {
  /** A new stage is told at once; how far it is, as often as it suits the reader. */
  show(stage: string, howFar?: string): void
  /** The work is done: what follows is no progress. */
  end(): void
}

export function createProgress({ write, isTerminal, nowMs }: Options): Progress {
  let shownStage = ""
  let shownAtMs = -Infinity
  return {
    show(stage, howFar = "") {
      const line = `${stage} ${howFar}`.trimEnd()
      if (isTerminal()) {
        write(`\r\u001b[K${line}`)
        return
      }
      if (stage === shownStage && nowMs() - shownAtMs < EVERY_MS) return
      shownStage = stage
      shownAtMs = nowMs()
      write(`${line}\n`)
    },
    end() {
      shownStage = ""
      if (isTerminal()) write("\r\u001b[K")
    },
  }
}
