/**
 * Recording hands for an hour: two decks that send a thousand messages a second each and a fader of 14 bits, through the feed,
 * the rpc and the store that the studio records with, faster than they would be played. Afterwards every event is read back from
 * the disk and compared with what was sent.
 *
 *   node tests/bench/recorder.ts [--minutes 60]
 */
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import {
  createGestureService,
  createKeptTakes,
  createOwnControllers,
} from "../../src-main/engine/gestures/index.ts"
import { openDatabase } from "../../src-main/engine/library/index.ts"
import { createMidiFeed } from "../../src-main/engine/midi/index.ts"
import { connect, serve } from "../../src-main/shared/contract/index.ts"
import { gestures } from "../../src-main/shared/contract/gestures.ts"
import { Deck, type DeckEvent } from "../../src-main/shared/dsp/deck/index.ts"
import { NO_SOUNDS } from "../support/gesture/no-sounds.ts"
import { portPair } from "../support/port-pair.ts"

const RATE_HZ = 48_000
const PIECE_MS = 50
const DECKS = ["Deck A", "Deck B"] as const
const PLATTER_HZ = 1000
const FADER_HZ = 200

const { values } = parseArgs({ options: { minutes: { type: "string", default: "60" } } })
const seconds = Number(values.minutes) * 60
const folder = mkdtempSync(join(tmpdir(), "slipmat-recorder-"))
try {
  await measure()
} finally {
  rmSync(folder, { recursive: true })
}

async function measure(): Promise<void> {
  const database = openDatabase(folder)
  const takes = createKeptTakes(database)
  const midi = createMidiFeed()
  const [device, line] = portPair()
  midi.attach(line)
  let id = 0
  const { handlers } = createGestureService({
    ...{ takes, midi, controllers: createOwnControllers(folder) },
    ...{ clock: { now: () => Date.now() }, sounds: NO_SOUNDS, newId: () => `take-${++id}` },
  })
  const [engine, page] = portPair()
  serve(gestures, handlers, engine)
  const client = connect(gestures, page)

  const start = new Deck(RATE_HZ).snapshot()
  const { id: takeId } = await client["gestures.begin"]({
    ...{ partId: null, rateHz: RATE_HZ, start, mayTrain: false },
  })
  const [cpu, wall] = [process.cpuUsage(), performance.now()]
  let sent = 0
  let longestMs = 0
  for (let fromMs = 0; fromMs < seconds * 1000; fromMs += PIECE_MS) {
    for (const { port, bytes, atMs } of messages(fromMs)) {
      sent++
      device.post({ kind: "bytes", port, bytes, atMs })
    }
    const asked = performance.now()
    const frames = ((fromMs + PIECE_MS) * RATE_HZ) / 1000
    await client["gestures.append"]({ takeId, frames, events: deckEvents(fromMs) })
    longestMs = Math.max(longestMs, performance.now() - asked)
  }
  const used = process.cpuUsage(cpu)
  const wallSeconds = (performance.now() - wall) / 1000
  const cpuSeconds = (used.user + used.system) / 1e6
  const { raw, played, wrong } = readBack()
  const told = (seconds * 1000) / PIECE_MS
  console.log(
    `${seconds / 60} minutes of two decks and a fader, recorded in ${wallSeconds.toFixed(0)} s`,
  )
  console.log(
    `messages: ${sent} sent, ${raw} on disk, ${sent - raw} lost, ${wrong} other than sent`,
  )
  console.log(`what the deck did: ${told * deckEvents(0).length} sent, ${played} on disk`)
  console.log(
    `CPU of feed, rpc and store, both ends: ${((100 * cpuSeconds) / seconds).toFixed(1)} % of a core (goal 10)`,
  )
  console.log(
    `longest piece ${longestMs.toFixed(0)} ms; ${(statSync(join(folder, "library.sqlite")).size / 1e6).toFixed(0)} MB`,
  )

  /** Every row against what was sent, in its order. */
  function readBack(): { raw: number; played: number; wrong: number } {
    const pieces = database.prepare<[], { played: string; raw: string }>(
      "SELECT played, raw FROM gesture_pieces ORDER BY number",
    )
    const counts = { raw: 0, played: 0, wrong: 0 }
    let fromMs = 0
    for (const piece of pieces.iterate()) {
      const rows = JSON.parse(piece.raw) as [number, string, string][]
      counts.played += (JSON.parse(piece.played) as unknown[]).length
      for (const [i, { port, bytes, atMs }] of messages(fromMs).entries()) {
        const [micros, hex, from] = rows[i] ?? []
        const isSame =
          micros === Math.round(atMs * 1000) &&
          hex ===
            Buffer.from(bytes)
              .toString("hex")
              .toUpperCase()
              .replace(/(..)(?=.)/g, "$1 ") &&
          from === port
        if (!isSame) counts.wrong++
      }
      counts.raw += rows.length
      fromMs += PIECE_MS
    }
    return counts
  }
}

/** What arrives in a piece's time, in its order. */
function messages(fromMs: number) {
  const all: { port: string; bytes: Uint8Array; atMs: number }[] = []
  for (let k = 0; k < (PIECE_MS * PLATTER_HZ) / 1000; k++) {
    const atMs = fromMs + k
    for (const [deck, port] of DECKS.entries())
      all.push({ port, bytes: Uint8Array.of(0xb0 | deck, 0x22, 1 + ((atMs + deck) % 126)), atMs })
    if (k % (PLATTER_HZ / FADER_HZ) !== 0) continue
    const place = (atMs * 7) % 16_384
    all.push({ port: DECKS[0], bytes: Uint8Array.of(0xb6, 0x1f, place >> 7), atMs })
    all.push({ port: DECKS[0], bytes: Uint8Array.of(0xb6, 0x3f, place & 0x7f), atMs })
  }
  return all
}

/** What the recorded deck made of it. */
function deckEvents(fromMs: number): DeckEvent[] {
  return Array.from({ length: (PIECE_MS * PLATTER_HZ) / 1000 }, (_, k): DeckEvent => {
    const frame = ((fromMs + k) * RATE_HZ) / 1000
    if (k % (PLATTER_HZ / FADER_HZ) === 4) return { kind: "fader", frame, place: k / 50 }
    return {
      kind: "platter",
      frame,
      position: Math.sin(frame / 9000),
      velocity: Math.cos(frame / 9000),
    }
  })
}
