/** The controllers that are plugged in, their platters and faders as hands on the decks. */
import { z } from "zod"
import type { ControllerProfile } from "#shared/gesture/index.ts"
import type { DeckName, DeckState } from "./deck-state.svelte.ts"
import { DeviceHealth, type Health } from "./devices/health.ts"
import {
  BY_ITSELF,
  problemOf,
  routesOf,
  type Choice,
  type Connected,
  type Source,
} from "./devices/routing.ts"
import { ControllerHand } from "./model/controller-hand.ts"
import { FaderHand } from "./model/fader-hand.ts"

/** One that was found: what it is called, and what keeps it from being played. */
export interface FoundController extends Connected {
  problem: string | null
}

interface Deciding {
  known: unknown
  taughtPort: string | null
  choice: Choice
}

interface Playing {
  source: Source
  hear(message: number, atMs: number): unknown
  unplugged(atMs: number): void
}

const CHOICE = "deck.sources"
const Kept = z.object({ A: z.string(), B: z.string(), fader: z.string() })

export class DeckControllers {
  found = $state.raw<readonly FoundController[]>([])
  /** Inputs that nobody knows. */
  unknown = $state.raw<readonly string[]>([])
  /** Known ones that were here before. */
  gone = $state.raw<readonly FoundController[]>([])
  readonly #deck: DeckState
  #playing = new Map<string, Playing>()
  #health = new Map<string, DeviceHealth>()

  constructor(deck: DeckState) {
    this.#deck = deck
  }

  /** Remembered, also of devices that are not there. */
  get choice(): Choice {
    return this.#deck.studio.preferences.read(CHOICE, Kept, BY_ITSELF)
  }

  choose(change: Partial<Choice>): void {
    this.#deck.studio.preferences.write(CHOICE, { ...this.choice, ...change })
  }

  healthOf(port: string): Health | undefined {
    return this.#health.get(port)?.at(performance.now())
  }

  /** Plays what they send until the returned function is called. */
  listen(): () => void {
    const { midi } = this.#deck.studio
    const stop = midi.listen((message, atMs, port) => {
      this.#healthAt(port).heard(atMs)
      for (const playing of this.#playing.values())
        if (playing.source.port === port) playing.hear(message, atMs)
    })
    return () => {
      stop()
      this.#stopAll()
    }
  }

  /** Call when devices come and go, when one is known or taught, and when others are chosen. */
  follow(inputs: readonly string[], { taughtPort, choice }: Deciding): void {
    const { controllers } = this.#deck.studio
    const connected: Connected[] = []
    const unknown: string[] = []
    for (const port of inputs) {
      const profile = controllers.profileOf(port)
      if (profile) connected.push({ port, profile })
      else unknown.push(port)
    }
    this.#noteGone(connected)
    this.found = connected.map((each) => ({ ...each, problem: problemIn(each.profile) }))
    this.unknown = unknown
    // What is being taught plays nothing meanwhile.
    const free = connected.filter(({ port }) => port !== taughtPort)
    this.#route(free, choice)
  }

  #noteGone(connected: readonly Connected[]): void {
    const isHere = ({ port }: Connected): boolean => connected.some((each) => each.port === port)
    const left = this.found.filter((each) => !isHere(each))
    this.gone = [...this.gone.filter((each) => !isHere(each)), ...left]
    for (const { port, profile } of left) {
      this.#health.delete(port)
      const { takes, studio } = this.#deck
      if (takes.recorder.take)
        studio.toasts.show(
          `${profile.name} was unplugged. The take has everything up to then. It goes on when you plug it in.`,
        )
    }
  }

  #route(connected: readonly Connected[], choice: Choice): void {
    const { A, B, faders } = routesOf(connected, choice)
    const wanted = new Map<string, Source>()
    if (A) wanted.set(`A ${A.key}`, A)
    if (B) wanted.set(`B ${B.key}`, B)
    for (const fader of faders) wanted.set(`fader ${fader.key}`, fader)
    for (const [key, { source }] of this.#playing)
      if (wanted.get(key)?.profile !== source.profile) this.#stop(key)
    for (const [key, source] of wanted)
      if (!this.#playing.has(key)) this.#playing.set(key, this.#play(key, source))
  }

  #play(key: string, source: Source): Playing {
    const { profile, deck } = source
    if (key.startsWith("fader") && profile.crossfader !== "unknown") {
      const fader = new FaderHand(profile.crossfader, (place, atMs) =>
        this.#deck.setCrossfader(place, atMs),
      )
      return {
        source,
        hear: (message, atMs) => fader.hear(message, atMs),
        unplugged: () => fader.unplugged(),
      }
    }
    const hand = new ControllerHand(profile, this.#deck.handOf(key[0] as DeckName), deck)
    return {
      source,
      hear: (message, atMs) => hand.hear(message, atMs),
      unplugged: (atMs) => hand.unplugged(atMs),
    }
  }

  #stop(key: string): void {
    this.#playing.get(key)?.unplugged(performance.now())
    this.#playing.delete(key)
  }

  #stopAll(): void {
    for (const key of [...this.#playing.keys()]) this.#stop(key)
  }

  #healthAt(port: string): DeviceHealth {
    const health = this.#health.get(port) ?? new DeviceHealth()
    this.#health.set(port, health)
    return health
  }
}

/** A mixer has no platter: its fader is enough. */
function problemIn(profile: ControllerProfile): string | null {
  const problem = problemOf(profile)
  const isMixer = profile.decks[0]?.platter === "unknown" && profile.crossfader !== "unknown"
  return isMixer ? null : problem
}
