/** The controllers whose platters and faders are known: which device is which, by the name of its port. */
import type { KnownController, StudioContract } from "#shared/contract/index.ts"
import { profileOfPort, type ControllerProfile } from "#shared/gesture/index.ts"
import type { Connection } from "./connection.svelte.ts"

export class ControllersResource {
  known = $state.raw<readonly KnownController[]>([])
  /** Own files that are no profiles, and why. */
  problems = $state.raw<readonly string[]>([])
  isOpen = $state(false)
  /** The device that is being taught: what it sends is nobody else's. */
  taughtPort = $state<string | null>(null)
  #connection: Connection<StudioContract>
  // Own ones first: of two that fit a port as well, what was learnt here counts.
  #profiles = $derived(
    this.known.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn)).map(({ profile }) => profile),
  )
  #byPort = $derived.by(() => {
    const profiles = this.#profiles
    const found = new Map<string, ControllerProfile | undefined>()
    return (port: string): ControllerProfile | undefined => {
      if (!found.has(port)) found.set(port, profileOfPort(port, profiles))
      return found.get(port)
    }
  })

  constructor(connection: Connection<StudioContract>) {
    this.#connection = connection
  }

  /** @throws StudioError where the engine cannot read them: devices are then keyboards, as any other */
  async open(): Promise<void> {
    const { all, problems } = await this.#connection.client["gestures.controllers"]({})
    this.known = all
    this.problems = problems
    this.isOpen = true
  }

  profileOf(port: string): ControllerProfile | undefined {
    return this.#byPort(port)
  }

  profile(id: string): ControllerProfile | undefined {
    return this.known.find((each) => each.profile.id === id)?.profile
  }

  /** Whether what it sends belongs to the decks. */
  isTurntable(port: string): boolean {
    return port === this.taughtPort || this.profileOf(port) !== undefined
  }

  /** @throws StudioError where it could not be kept */
  async keep(profile: ControllerProfile): Promise<void> {
    await this.#connection.client["gestures.keepController"]({ profile })
    await this.open()
  }

  /** @throws StudioError not-found where it is none of the own ones */
  async forget(id: string): Promise<void> {
    await this.#connection.client["gestures.forgetController"]({ id })
    await this.open()
  }
}
