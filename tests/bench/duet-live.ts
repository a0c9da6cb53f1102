/**
 * How soon a duet's answer begins, in the real studio: phrases are played through a MIDI socket into the built application,
 * and from the end of each (its last silence is over) to the answer's first note on the audio clock is what the view measures.
 * Half of the answers are ended by the first key of the next phrase: from when it was pressed to when the answer's notes end on
 * the audio clock. Then it counts notes that still sound: the output must be silent a second after an answer was stopped. Needs
 * a build.
 *   npm run bench -- duet-live [--phrases 50]
 */
import { mkdtemp, rm } from "node:fs/promises"
import { createConnection } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import type { Locator } from "playwright-core"
import { launchStudio } from "../../scripts/machine/launch-studio.ts"
import { seededRandom } from "../../src-main/shared/music/random.ts"
import { loudestSince, tapOutput } from "../e2e/support/output-tap.ts"

const { values } = parseArgs({ options: { phrases: { type: "string", default: "50" } } })
const phrases = Number(values.phrases)
const random = seededRandom(7)
/** Below this nothing sounds: a piano that was let go is under it after a second. */
const SILENT = 1e-3

const home = await mkdtemp(join(tmpdir(), "slipmat-duet-live-"))
const env = { SLIPMAT_MIDI_SOCKET: join(home, "Socket.sock") }
const { window: page, close } = await launchStudio({ home, env })
try {
  await page.getByTestId("engine-state").waitFor()
  const cable = createConnection(env.SLIPMAT_MIDI_SOCKET)
  cable.setNoDelay(true)
  await page.getByTestId("midi-inputs").waitFor()
  await tapOutput(page)
  await page.keyboard.press("Control+8")
  await page.getByTestId("duet-model").getByText("Learned from").waitFor()
  const msIn = async (words: Locator): Promise<number> =>
    Number(/(\d+) ms/.exec((await words.textContent()) ?? "")?.[1])
  const stopped = page.getByTestId("stopped")
  const hushes: number[] = []
  const played = async (keys: readonly number[]): Promise<number> => {
    for (const [at, key] of keys.entries()) {
      cable.write(Uint8Array.of(0x90, key, 70 + Math.floor(random() * 40)))
      await page.waitForTimeout(90 + random() * 160)
      if (at === 0 && (await stopped.isVisible())) hushes.push(await msIn(stopped))
      cable.write(Uint8Array.of(0x80, key, 0))
    }
    const started = page.getByTestId("started").getByText("ms")
    await started.waitFor({ timeout: 30_000 })
    return msIn(page.getByTestId("started"))
  }
  await played([60, 62, 64])
  const all: number[] = []
  let stuck = 0
  for (let phrase = 0; phrase < phrases; phrase++) {
    const root = 55 + Math.floor(random() * 14)
    const keys = Array.from({ length: 4 + Math.floor(random() * 5) }, () =>
      Math.round(root + random() * 12),
    )
    all.push(await played(keys))
    // Each is cut short somewhere else.
    await page.waitForTimeout(100 + random() * 900)
    if (phrase % 2 === 0) continue
    await page.keyboard.press("Escape")
    if (phrase % 10 !== 9) continue
    await page.waitForTimeout(1000)
    if ((await loudestSince(page, 100)) > SILENT) stuck += 1
  }
  const at = (share: number, of = all): number =>
    of.toSorted((a, b) => a - b)[Math.ceil(share * of.length) - 1] ?? NaN
  console.log(`${phrases} phrases, with ${await page.getByTestId("duet-model").innerText()}`)
  console.log(`phrase end to first note: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`)
  console.log(
    `key to the answer's end, ${hushes.length} times: p50 ${at(0.5, hushes)} ms, p95 ${at(0.95, hushes)} ms, most ${at(1, hushes)} ms`,
  )
  console.log(
    `still sounding a second after it was stopped: ${stuck} of ${Math.floor(phrases / 10)}`,
  )
  cable.destroy()
} finally {
  await close()
  await rm(home, { recursive: true, force: true })
}
