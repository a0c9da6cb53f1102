/** The controllers whose platters and faders are known: which device is which, by the name of its port. */
import type { StudioContract } from "#shared/contract/index.ts"
import { profileOfPort, type ControllerProfile } from "#shared/gesture/index.ts"
import type { Connection } from "./connection.svelte.ts"

export class ControllersResource {
  all = $state.raw<readonly ControllerProfile[]>([])
  #connection: Connection<StudioContract>
  #byPort = new Map<string, ControllerProfile | undefined>()

  constructor(connection: Connection<StudioContract>) {
    this.#connection = connection
  }

  /** @throws StudioError where the engine cannot read them: devices are then keyboards, as any other */
  async open(): Promise<void> {
    this.all = await this.#connection.client["gestures.controllers"]({})
    this.#byPort.clear()
  }

  profileOf(port: string): ControllerProfile | undefined {
    if (!this.#byPort.has(port)) this.#byPort.set(port, profileOfPort(port, this.all))
    return this.#byPort.get(port)
  }
}
