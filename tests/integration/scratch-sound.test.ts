import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it, vi } from "vitest"
import type { Engine } from "#engine/engine.ts"
import { createEngine } from "#engine/engine.ts"
import { nodePlatform } from "#engine/platform/node/index.ts"
import type {
  EngineContract,
  Handlers,
  Job,
  JobId,
  PartId,
  ScratchRig,
} from "#shared/contract/index.ts"
import { numbersOfGesture, takeOfGesture, takeText } from "#shared/gesture/index.ts"
import { scratchSample } from "#shared/scratch/index.ts"
import { writeWav } from "../bench/lib/wav.ts"
import { slipmat } from "../support/command-line.ts"
import { handwork } from "../support/scratch/scratch-hands.ts"
import { recordRig, RIG_RATE_HZ } from "../support/scratch/virtual-rig.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

const { done, told } = handwork(1.3, 4)
const sample = scratchSample(44_100)

/** A folder with a take, what was recorded of it and what lay on the record. */
function aSession(mayTrain: boolean) {
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  const file = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const text = takeText({ ...takeOfGesture(told, "Tuesday"), mayTrain })
  return {
    take: file("tuesday.json", text),
    text,
    recording: file("tuesday.wav", writeWav(recordRig(done, sample, 4).sound, RIG_RATE_HZ)),
    record: file("ahh.wav", writeWav(sample, 44_100)),
    rig: join(folder, "rig.json"),
    sound: join(folder, "sound.wav"),
  }
}

let open: Engine | undefined
afterEach(() => open?.close())

type Call = <K extends keyof EngineContract>(
  name: K,
  input: Parameters<Handlers<EngineContract>[K]>[0],
) => Promise<Awaited<ReturnType<Handlers<EngineContract>[K]>>>

async function engineOn(libraryDirectory: string): Promise<{ engine: Engine; call: Call }> {
  const engine = await createEngine(nodePlatform({ libraryDirectory, writeLog: () => undefined }))
  open = engine
  const call: Call = async (name, input) =>
    (await engine.handlers[name](input as never, {
      signal: new AbortController().signal,
      progress: () => undefined,
    })) as never
  return { engine, call }
}

async function jobOf(call: Call, id: JobId, is: (job: Job) => boolean): Promise<Job> {
  const job = await vi.waitFor(
    async () => {
      const found = (await call("jobs.list", {})).find((each) => each.id === id)
      if (!found || (!is(found) && !found.error))
        throw new Error(`It is ${found?.state} at ${found?.fraction}`)
      return found
    },
    { timeout: 150_000, interval: 100 },
  )
  if (job.error) throw new Error(job.error.message)
  return job
}

async function imported(call: Call, path: string): Promise<PartId> {
  const { jobIds } = await call("files.import", { paths: [path], asStems: false })
  const { songId } = await jobOf(call, jobIds[0]!, ({ state }) => state === "succeeded")
  const song = await call("library.song", { songId: songId! })
  return song.parts[0]!.id
}

async function rigsOf({ handlers }: Engine): Promise<ScratchRig[]> {
  const stop = new AbortController()
  const { promise, resolve } = Promise.withResolvers<ScratchRig[]>()
  const feed = handlers["scratch.rigs"]({}, { signal: stop.signal, progress: resolve })
  const rigs = await promise
  stop.abort()
  await feed
  return rigs
}

describe("rigs of a library", () => {
  it("are learnt from takes that may be learnt from, on after a restart, and play", async () => {
    const session = aSession(false)
    const library = temporaryFolder()
    const first = await engineOn(library)
    const [recordingId, recordId] = [
      await imported(first.call, session.recording),
      await imported(first.call, session.record),
    ]
    const bytes = new TextEncoder().encode(session.text)
    const { id: takeId } = await first.call("gestures.import", {
      ...{ name: "Tuesday.json", bytes },
    })
    const order = { name: "Kitchen", seed: 1, takes: [{ takeId, recordingId, recordId }] }
    const early = (): Promise<unknown> => first.call("scratch.fitRig", order)
    await expect((async () => early())()).rejects.toThrow("may not be learnt from")
    await first.call("gestures.update", { takeId, mayTrain: true })
    const { jobId, rigId } = await first.call("scratch.fitRig", order)
    await jobOf(first.call, jobId, ({ fraction }) => fraction > 0.5)
    await first.engine.close()

    const second = await engineOn(library)
    const from = await jobOf(second.call, jobId, ({ state }) => state !== "interrupted")
    expect(from.state).not.toBe("failed")
    await jobOf(second.call, jobId, ({ state }) => state === "succeeded")
    const [rig] = await rigsOf(second.engine)
    expect(rig).toMatchObject({ id: rigId, name: "Kitchen", figures: [] })
    expect(rig!.facts.find(({ name }) => name === "Learnt from")!.value).toMatch(/^1 takes/)

    const numbers = numbersOfGesture(told)
    const sound = { numbers, title: "Tuesday again", recordId: null, rigId }
    const { songId } = await second.call("scratch.sound", sound)
    const song = await second.call("library.song", { songId })
    expect(song).toMatchObject({ title: "Tuesday again", kind: "bounce" })
    expect(song.durationSeconds).toBeCloseTo(told.durationSeconds + 0.05, 2)

    const ahh = await second.call("scratch.sample", {})
    expect(await second.call("scratch.sample", {})).toEqual(ahh)
    await second.call("scratch.removeRig", { rigId })
    expect(await rigsOf(second.engine)).toEqual([])
    await expect(second.call("scratch.sound", sound)).rejects.toThrow("no such rig")
  })
})

describe("slipmat scratch", () => {
  it("fits a rig to a file, and renders on it", () => {
    const { take, recording, record, rig, sound } = aSession(true)
    const fitted = slipmat(
      ...["scratch", "fit", "--take", take, "--recording", recording, "--sample", record],
      ...["--steps", "2", "-o", rig, "--json"],
    )
    expect(fitted.stderr).not.toContain("slipmat:")
    expect(JSON.parse(fitted.stdout)).toMatchObject({ output: rig, name: "My rig", heldOut: "" })
    const rendered = slipmat(
      "scratch",
      "render",
      take,
      "--sample",
      record,
      "--rig",
      rig,
      "-o",
      sound,
    )
    expect(rendered.status).toBe(0)
  })

  it("says why it does not", () => {
    const { take, recording, record, rig, sound } = aSession(false)
    const refused = slipmat(
      ...[
        "scratch",
        "fit",
        "--take",
        take,
        "--recording",
        recording,
        "--sample",
        record,
        "-o",
        rig,
      ],
    )
    expect(refused.status).not.toBe(0)
    expect(refused.stderr).toContain("may not be learnt from")
    const failed = (changes: Record<string, string>): unknown =>
      JSON.parse(
        slipmat(
          ...["scratch", "fit", "--json", "-o", rig],
          ...Object.entries({ take, recording, sample: record, ...changes }).flatMap(
            ([name, file]) => [`--${name}`, file],
          ),
        ).stdout,
      )
    const absent = join(rig, "..", "absent.wav")
    expect(failed({})).toMatchObject({ path: take })
    expect(failed({ take: rig })).toMatchObject({ path: rig, error: { code: "not-found" } })
    expect(failed({ recording: absent })).toMatchObject({ path: absent })
    expect(failed({ sample: absent })).toMatchObject({ path: absent })
    const none = slipmat("scratch", "render", take, "--rig", recording, "-o", sound)
    expect(none.status).not.toBe(0)
    expect(none.stderr).toContain("is no rig")
  })
})
