/** What the terminal and other programs may do to a running command. */
import { EXIT } from "./exit.ts"

/** A terminal's Ctrl-C comes from the terminal and again from each program around this one (npm, Node 20). */
const ONE_KEYSTROKE_MS = 1000

/** What is cancelled has so long to tidy up: a program that was asked to end must end, whatever hangs. */
const TIDY_MS = 1500

/** A run is kept after the step that it is in, which for a large model takes its time. `slipmat.mjs` waits a second longer. */
const PAUSE_MS = 60_000

/**
 * Aborts when the program is asked to end; asked again, or after a while, it ends without tidying up.
 * @param command decides how long that while is
 */
export function interruption(command?: string): AbortSignal {
  const tidyMs = command === "train" ? PAUSE_MS : TIDY_MS
  const controller = new AbortController()
  let firstAt = Infinity
  const interrupt = (): void => {
    const now = performance.now()
    if (now - firstAt > ONE_KEYSTROKE_MS) process.exit(EXIT.cancelled)
    if (firstAt === Infinity) setTimeout(() => process.exit(EXIT.cancelled), tidyMs).unref()
    firstAt = Math.min(firstAt, now)
    controller.abort()
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt)
  return controller.signal
}

/** Lets work end quietly where nobody reads on (`slipmat … | head`), and says where output could not be written. */
export function endQuietlyWithPipes(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return
    process.stderr.write(`slipmat: the output could not be written: ${error.message}\n`)
    process.exitCode = EXIT.failed
  })
  process.stderr.on("error", () => undefined) // there is nowhere left to say it
}
