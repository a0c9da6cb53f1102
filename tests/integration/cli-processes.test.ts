import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { COMMAND_LINE } from "../support/command-line.ts"
import { writeSong } from "../support/songs.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

/** Makes the starter believe that it runs on an old Node, so that it starts the one that came with `npm ci`. */
const OLD_NODE = `data:text/javascript,${encodeURIComponent(
  'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } })',
)}`

interface Started {
  child: ChildProcess
  ended: Promise<{ code: number | null; stderr: string }>
}

function start(
  nodeOptions: string[],
  parameters: string[],
  env: Record<string, string> = {},
): Started {
  const child = spawn(process.execPath, [...nodeOptions, COMMAND_LINE, ...parameters], {
    env: { ...process.env, ...env },
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  let stderr = ""
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()))
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, stderr }))
  return { child, ended }
}

/** Waits until the command has made its temporary folder: then it is at work. */
async function atWork(temporary: string): Promise<void> {
  while (readdirSync(temporary).length === 0) await new Promise((done) => setTimeout(done, 20))
}

/** The process that the starter started. */
const childOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim())

const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}`)

describe("the command line as a process", () => {
  test.each(["map --json", "onsets --json", "onsets"])(
    "%s ends without a word where nobody reads its output",
    async (words) => {
      const [command = "", ...options] = words.split(" ")
      const file = writeSong(join(temporaryFolder(), "song.wav"))
      const { child, ended } = start([], [command, file, ...options])
      child.stdout?.destroy()
      const { code, stderr } = await ended
      expect(code).toBe(0)
      expect(stderr).not.toContain("EPIPE")
    },
  )

  test.skipIf(process.platform !== "linux")(
    "one started by an older Node ends when its starter is told to, and leaves nothing behind",
    async () => {
      const temporary = temporaryFolder()
      const file = writeSong(join(temporaryFolder(), "long.wav"), { seconds: 300 })
      const { child, ended } = start(["--import", OLD_NODE], ["map", file], { TMPDIR: temporary })
      await atWork(temporary)
      const worker = childOf(child.pid!)
      expect(isRunning(worker)).toBe(true)
      child.kill("SIGTERM")
      const { code, stderr } = await ended
      expect(code).toBe(130)
      expect(stderr).toContain("Cancelled")
      expect(isRunning(worker)).toBe(false)
      expect(readdirSync(temporary)).toEqual([])
    },
  )

  test.skipIf(process.platform !== "linux")(
    "one started by an older Node that crashes is not called cancelled",
    async () => {
      const temporary = temporaryFolder()
      const file = writeSong(join(temporaryFolder(), "long.wav"), { seconds: 300 })
      const { child, ended } = start(["--import", OLD_NODE], ["map", file], { TMPDIR: temporary })
      await atWork(temporary)
      process.kill(childOf(child.pid!), "SIGSEGV")
      expect((await ended).code).toBe(128 + 11)
    },
  )

  test("Ctrl-C, which arrives from the terminal and from the starter, cancels and tidies up", async () => {
    const temporary = temporaryFolder()
    const file = writeSong(join(temporaryFolder(), "long.wav"), { seconds: 300 })
    const { child, ended } = start([], ["map", file], { TMPDIR: temporary })
    await atWork(temporary)
    child.kill("SIGINT")
    setTimeout(() => child.kill("SIGINT"), 5)
    expect((await ended).code).toBe(130)
    expect(readdirSync(temporary)).toEqual([])
  })

  test("whatever hangs, one that is told to end ends within two seconds", async () => {
    const signals = new URL("../../src-main/cli/signals.ts", import.meta.url)
    const hanging = `import { interruption } from ${JSON.stringify(signals.href)}
      interruption(); setInterval(() => undefined, 1000); process.stdout.write("ready")`
    const child = spawn(process.execPath, ["--input-type=module", "-e", hanging])
    onTestFinished(() => void child.kill("SIGKILL"))
    await once(child.stdout, "data")
    const askedAt = performance.now()
    child.kill("SIGTERM")
    const [code] = (await once(child, "close")) as [number | null]
    expect(code).toBe(130)
    expect(performance.now() - askedAt).toBeLessThan(2000)
  })

  test("a map of several files that is cancelled still tells the finished ones", async () => {
    const folder = temporaryFolder()
    const short = writeSong(join(folder, "short.wav"), { seconds: 2 })
    const long = writeSong(join(folder, "long.wav"), { seconds: 600 })
    const { child, ended } = start([], ["map", short, long, "--json"])
    let stdout = ""
    child.stdout?.on("data", (piece: Buffer) => (stdout += piece.toString()))
    child.stderr?.on("data", (piece: Buffer) => {
      if (piece.includes("long.wav")) child.kill("SIGTERM")
    })
    expect((await ended).code).toBe(130)
    const { files } = JSON.parse(stdout) as { files: unknown[] }
    expect(files).toMatchObject([
      { path: short, durationSeconds: 2 },
      { path: long, error: { code: "cancelled" } },
    ])
  })
})
