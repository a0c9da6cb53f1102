/** A training process: one run, from where it stands to its end or to a pause. It may be killed at any time. */
import { setPriority, constants } from "node:os"
import { toWire } from "#shared/contract/errors.ts"
import { createExecutor } from "./compute/index.ts"
import {
  createRunKeeper,
  learn,
  type LearnOrder,
  readMaterial,
  tidyRun,
  type TrainingCall,
  type TrainingReply,
} from "./training/index.ts"

const pause = new AbortController()
const say = (reply: TrainingReply): void => void process.send?.(reply)
/** Progress is for people. */
const TELL_EVERY_MS = 100

process.on("message", (call: TrainingCall) => {
  if (call.kind === "pause") pause.abort()
  else void run(call)
})
// Whoever started it is gone: what was learnt up to here is kept, then it ends.
process.on("disconnect", () => pause.abort())
// A terminal's Ctrl C, or its end, comes to all its processes: what follows from it is said by whoever started this one.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined)

async function run({ folder, executor: name, threads }: LearnOrder): Promise<void> {
  // Music that plays comes first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  try {
    const executor = await createExecutor(name)
    const nowMs = (): number => performance.now()
    tidyRun(folder)
    const keeper = createRunKeeper(folder)
    const learning = learn(readMaterial(folder), {
      executor,
      keeper,
      pause: pause.signal,
      threads,
      nowMs,
    })
    let toldMs = 0
    for (;;) {
      const { done, value } = await learning.next()
      if (done) {
        say({ kind: "ended", why: value })
        break
      }
      if (value.kind === "step" && nowMs() - toldMs < TELL_EVERY_MS) continue
      toldMs = nowMs()
      say(value)
    }
    await executor.close()
  } catch (error) {
    say({ kind: "failed", error: toWire(error) })
  }
  process.disconnect()
}
