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
  followOutput(output as never, {
    ...{ devices, isSilent, onchange: (change: OutputChange) => told.push(change) },
    starts: async (context) => {
      await context.resume()
      return context.state === "running"
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
  return { output, told, unplug, plug }
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
