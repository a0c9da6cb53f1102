import { expect, test } from "@playwright/test"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"

let studio: LaunchedStudio

test.beforeAll(async () => {
  studio = await launchStudio()
})
test.afterAll(() => studio.close())

test("the page is isolated and has no Node", async () => {
  const page = await studio.window.evaluate(() => ({
    isIsolated: crossOriginIsolated,
    hasNode: "process" in globalThis || "require" in globalThis,
    origin: location.origin,
    bridge: Object.keys(window.slipmat).toSorted(),
  }))
  expect(page).toEqual({
    isIsolated: true,
    hasNode: false,
    origin: "app://studio",
    bridge: ["importDropped", "learnFromDropped", "openDropped", "requestPorts"],
  })
})

test("the page cannot evaluate text, reach the network or leave its origin", async () => {
  const tried = await studio.window.evaluate(async () => {
    const outcome = async (attempt: () => unknown): Promise<string> => {
      try {
        await attempt()
        return "allowed"
      } catch {
        return "refused"
      }
    }
    // The debugger may evaluate text itself: only what runs later is held to the policy.
    await new Promise((resolve) => setTimeout(resolve, 10))
    return {
      evaluate: await outcome(() => Reflect.construct(Function, ["return 1"])),
      network: await outcome(() => fetch("https://example.com/")),
      files: await outcome(() => fetch("file:///etc/hostname")),
      outside: (await fetch("app://studio/..%2f..%2fpackage.json")).status,
      opened: window.open("https://example.com/") === null,
    }
  })
  expect(tried).toEqual({
    evaluate: "refused",
    network: "refused",
    files: "refused",
    outside: 404,
    opened: true,
  })
  await studio.window.evaluate(() => {
    location.href = "https://example.com/"
  })
  await studio.window.waitForTimeout(300)
  expect(studio.window.url()).toBe("app://studio/index.html")
})

test("the camera is refused", async () => {
  const outcome = await studio.window.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => "allowed",
      () => "refused",
    ),
  )
  expect(outcome).toBe("refused")
})
