import { beforeEach, describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { openMixer, strip, type FakeTransport } from "./open-mixer.ts"

beforeEach(() => page.viewport(1440, 850))

const spectrum = Float32Array.from({ length: 120 }, (_, band) => -10 - band / 2)
const READING = {
  ...{ momentary: -12.9, shortTerm: -13.1, integrated: -14.2, range: 6.8 },
  ...{ truePeak: -1.1, correlation: 0.5, spectrum },
}
const master = () => page.getByRole("region", { name: "Master" })
const words = (): string => master().element().textContent

/** What begins to sound is seen when the mixer is told, as it is by a real transport. */
async function play(change: Partial<FakeTransport>) {
  const opened = await openMixer()
  Object.assign(opened.transport, { isPlaying: true, ...change })
  opened.studio.project.run("track.gain", { trackIds: ["master"], gainDb: -0.5 })
  return opened
}

/** The colours that the meter of a strip shows, from below to the top, without repetition. */
function coloursOf(name: string): string[] {
  const at = strip(name).element().getBoundingClientRect()
  const canvas = document.querySelector<HTMLCanvasElement>(".all canvas")!
  const box = canvas.getBoundingClientRect()
  const ratio = canvas.width / box.width
  const x = Math.round((at.right - 12 - 9 - box.left) * ratio)
  const { data } = canvas.getContext("2d")!.getImageData(x, 0, 1, canvas.height)
  const seen: string[] = []
  for (let y = canvas.height - 1; y >= 0; y--) {
    const colour = [...data.subarray(y * 4, y * 4 + 4)].join(" ")
    if (data[y * 4 + 3] === 255 && seen.at(-1) !== colour) seen.push(colour)
  }
  return seen
}

describe("the master", () => {
  test("says that nothing plays while nothing does, and shows dashes for figures", async () => {
    await openMixer()
    await expect.poll(words).toContain("Not playing")
    expect(words()).not.toMatch(/\d\d\.\d/)
  })

  test("shows loudness, range and true peak while it plays", async () => {
    await play({ reading: READING })
    await expect.poll(words).toContain("−14.2")
    for (const text of ["−12.9", "−13.1", "6.8 LU", "−1.1"]) expect(words()).toContain(text)
    expect(words()).not.toContain("Not playing")
  })

  test("lets go of what was heard last once nothing plays, and says so only then", async () => {
    const { studio, transport } = await play({ reading: READING })
    await expect.poll(words).toContain("−14.2")
    Object.assign(transport, { isPlaying: false, reading: null })
    studio.project.run("track.gain", { trackIds: ["master"], gainDb: -1 })
    await expect.poll(words).not.toContain("−14.2")
    expect(words()).not.toContain("Not playing")
    await expect.poll(words, { timeout: 1500 }).toContain("Not playing")
  })

  test("says in a word that the true peak is over", async () => {
    await play({ reading: { ...READING, truePeak: 0.3 } })
    await expect.poll(words).toContain("True peak, over")
  })

  test("shows a dash for the loudness of silence", async () => {
    await play({ reading: { ...READING, integrated: -Infinity } })
    await expect.poll(words).toContain("– LUFS integrated")
  })
})

describe("a meter", () => {
  test("changes colour above −6 dBFS and again above 0, and keeps the light on until it is pressed", async () => {
    const { transport } = await play({ peaks: { drums: 0.4, bass: 1.3 } })
    const quiet = () => coloursOf("Drums")
    const loud = () => coloursOf("Bass")
    await expect.poll(() => loud().length).toBeGreaterThan(quiet().length + 1)
    const light = () => loud().at(-1)
    const lit = light()
    expect(lit).not.toBe(quiet().at(-1))
    transport.peaks = {}
    await page.getByRole("button", { name: "Clear the meter of Bass" }).click()
    await expect.poll(light).not.toBe(lit)
  })
})
