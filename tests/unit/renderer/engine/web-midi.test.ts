import { afterEach, expect, it, vi } from "vitest"
import { openWebMidi } from "../../../../src-renderer/engine/web-midi.ts"

afterEach(() => void vi.unstubAllGlobals())

interface FakeInput {
  name: string
  state: string
  onmidimessage?: (event: { data: Uint8Array; timeStamp: number }) => void
}

/** As a browser has it: lists that live, in which what was pulled out stays as disconnected. */
function aBrowser() {
  const inputs = new Map<string, FakeInput>()
  const access = { inputs, outputs: new Map(), onstatechange: () => {} }
  vi.stubGlobal("navigator", { requestMIDIAccess: () => Promise.resolve(access) })
  return {
    plug(name: string): FakeInput {
      const input: FakeInput = inputs.get(name) ?? { name, state: "connected" }
      input.state = "connected"
      inputs.set(name, input)
      access.onstatechange()
      return input
    },
    pull(name: string): void {
      inputs.get(name)!.state = "disconnected"
      access.onstatechange()
    },
  }
}

it("hears what is plugged in later, and tells what comes and goes", async () => {
  const browser = aBrowser()
  browser.plug("First")
  const heard: string[] = []
  let changes = 0
  const web = (await openWebMidi(
    (port, bytes) => void heard.push(`${port} ${bytes.join(" ")}`),
    () => {
      changes += 1
    },
  ))!
  expect(web.inputs).toEqual(["First"])
  const second = browser.plug("Second")
  expect(web.inputs).toEqual(["First", "Second"])
  second.onmidimessage!({ data: Uint8Array.of(0x90, 60, 1), timeStamp: 5 })
  expect(heard).toEqual(["Second 144 60 1"])
  browser.pull("First")
  expect(web.inputs).toEqual(["Second"])
  expect(changes).toBe(2)
})

it("is none where the browser has none", async () => {
  vi.stubGlobal("navigator", {})
  expect(await openWebMidi(vi.fn(), vi.fn())).toBeNull()
})
