import { expect, test } from "vitest"
import { followOutput, type OutputChange } from "../../../../src-renderer/audio/follow-output.ts"

/** A context whose device can be pulled out. */
class Output extends EventTarget {
  state: AudioContextState = "running"
  sink: unknown = ""
  isPlugged = true
  setSinkId(sink: unknown): Promise<void> {
    if (sink === "" && !this.isPlugged) return Promise.reject(new Error("no device"))
    this.sink = sink
    this.state = "suspended"
    return Promise.resolve()
  }
  resume(): Promise<void> {
    if (this.isPlugged || this.sink !== "") this.state = "running"
    return Promise.resolve()
  }
}

function follow(isSilent = false) {
  const [output, devices] = [new Output(), new EventTarget()]
  const told: OutputChange[] = []
  const waits: number[] = []
  let wait: (() => void) | undefined
  followOutput(output as never, {
    ...{ devices, isSilent, onchange: (change: OutputChange) => told.push(change) },
    starts: async (context) => {
      await context.resume()
      return context.state === "running"
    },
    isThere: () => Promise.resolve(output.isPlugged),
    later: (run, milliseconds) => {
      waits.push(milliseconds)
      wait = run
      return () => (wait = undefined)
    },
  })
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
  const unplug = async (): Promise<void> => {
    output.isPlugged = false
    output.state = "suspended"
    output.dispatchEvent(new Event("statechange"))
    devices.dispatchEvent(new Event("devicechange"))
    await settle()
  }
  const plug = async (): Promise<void> => {
    output.isPlugged = true
    devices.dispatchEvent(new Event("devicechange"))
    await settle()
  }
  /** A device comes without a sign, and the time to look for one. */
  const plugSilently = async (): Promise<void> => {
    output.isPlugged = true
    await passTime()
  }
  const passTime = async (): Promise<void> => {
    wait?.()
    await settle()
  }
  return { output, told, waits, unplug, plug, plugSilently, passTime }
}

test("a device that is pulled out is said once, and the song goes on into nothing", async () => {
  const { output, told, unplug } = follow()
  await unplug()
  expect(told).toEqual(["gone"])
  expect(output.state).toBe("running")
  expect(output.sink).toEqual({ type: "none" })
})

test("it sounds again by itself on the next device that comes", async () => {
  const { output, told, unplug, plug } = follow()
  await unplug()
  await plug()
  expect(told).toEqual(["gone", "back"])
  expect([output.state, output.sink]).toEqual(["running", ""])
})

test("a studio that was opened without a device takes the first one", async () => {
  const { told, plug } = follow(true)
  await plug()
  expect(told).toEqual(["back"])
})

test("another device beside the one that sounds changes nothing", async () => {
  const { told, plug } = follow()
  await plug()
  expect(told).toEqual([])
})

test("a device that comes without a sign is found, and looked for ever less often until then", async () => {
  const { output, told, waits, unplug, plugSilently, passTime } = follow()
  await unplug()
  for (let i = 0; i < 5; i++) await passTime()
  expect(told).toEqual(["gone"])
  expect(output.sink).toEqual({ type: "none" })
  expect(waits).toEqual([1000, 2000, 4000, 8000, 8000, 8000])
  await plugSilently()
  expect(told).toEqual(["gone", "back"])
  expect(output.sink).toBe("")
})
