import { spawn } from "node:child_process"
import { join } from "node:path"
import { expect, test } from "vitest"
import { COMMAND_LINE, slipmat } from "../../support/command-line.ts"
import { projectIn, writeCalls } from "../../support/project-files.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

const STEPS_A_RUN = 20

/** Runs `apply` and kills it after a while. @returns whether it had confirmed its steps by then */
function applyAndKill(path: string, calls: string, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [COMMAND_LINE, "apply", path, calls], { stdio: "ignore" })
  setTimeout(() => child.kill("SIGKILL"), afterMs)
  return new Promise((done) => child.on("exit", (code) => done(code === 0)))
}

test(
  "a project survives being killed while steps are applied: all of a run or nothing, and all that was confirmed",
  { timeout: 120_000 },
  async () => {
    const folder = temporaryFolder()
    const path = join(folder, "piece.slipmat")
    expect(slipmat("new", path).status).toBe(0)
    const started = performance.now()
    expect(slipmat("export", path, "--midi", join(folder, "out.mid")).status).toBe(0)
    const usualMs = performance.now() - started
    let confirmed = 0
    for (let run = 0; run < 12; run++) {
      const calls = writeCalls(
        folder,
        Array.from({ length: STEPS_A_RUN }, (_, i) => ({
          name: "track.add" as const,
          args: { id: `t${run}-${i}`, kind: "audio", name: "T" },
        })),
      )
      // From before the program has started to after it has ended.
      const isConfirmed = await applyAndKill(path, calls, (usualMs * (run + 3)) / 8)
      const before = confirmed
      const { length } = projectIn(path).trackOrder
      if (isConfirmed) confirmed += STEPS_A_RUN
      expect([before, before + STEPS_A_RUN]).toContain(length)
      expect(length).toBeGreaterThanOrEqual(confirmed)
      confirmed = length
    }
    expect(confirmed).toBeGreaterThan(0)
  },
)
