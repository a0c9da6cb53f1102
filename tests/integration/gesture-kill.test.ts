import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { createKeptTakes } from "#engine/gestures/index.ts"
import { openDatabase } from "#engine/library/index.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

const RECORDER = fileURLToPath(
  new URL("../support/gesture/record-until-killed.ts", import.meta.url),
)
const MOST_LOST_MS = 100

/** Kills what records after so long. @returns how much of the take is not on disk, and its raw values */
async function recordAndKill(afterMs: number) {
  const folder = temporaryFolder()
  const child = spawn(process.execPath, [RECORDER, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const [said] = (await once(child.stdout, "data")) as [Buffer]
  const began = Number(String(said))
  await new Promise((next) => setTimeout(next, afterMs))
  const killed = Number(process.hrtime.bigint() / 1000n)
  child.kill("SIGKILL")
  await once(child, "exit")
  const database = openDatabase(folder)
  const takes = createKeptTakes(database)
  const { seconds } = takes.get("killed")
  const raw = takes.raw("killed")
  database.close()
  return { lostMs: (killed - began) / 1000 - seconds * 1000, raw, killed }
}

test(
  "a take that is killed while it is played has all but its last 100 ms",
  { timeout: 60_000 },
  async () => {
    // One at a time: three at once would be what keeps each other waiting.
    const runs = []
    for (const afterMs of [430, 475, 520]) runs.push(await recordAndKill(afterMs))
    for (const { raw } of runs) {
      expect(raw).not.toHaveLength(0)
      const values = raw.map(([, hex]) => Number.parseInt(hex.slice(-2), 16))
      expect(values).toEqual(values.map((_, i) => i % 128))
    }
    // A busy machine may keep one of them waiting, not most.
    const lost = runs.map(({ lostMs }) => lostMs).sort((a, b) => a - b)
    expect(lost[1]).toBeLessThanOrEqual(MOST_LOST_MS)
  },
)
