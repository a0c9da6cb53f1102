/** What is kept per user: panel sizes, the open view, palettes. One JSON document, written soon after each change. */
import type { Client, shell } from "#shared/contract/index.ts"
import type { z } from "zod"

const WRITE_AFTER_MS = 250

export class Preferences {
  #document = $state.raw<Record<string, unknown>>({})
  #shell: Client<typeof shell>
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(client: Client<typeof shell>) {
    this.#shell = client
  }

  async load(): Promise<void> {
    this.#document = await this.#shell["shell.readPreferences"]({})
  }

  /** Reactive. A value of another shape (an older version's) counts as absent. */
  read<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
    if (!Object.hasOwn(this.#document, key)) return fallback
    const { success, data } = schema.safeParse(this.#document[key])
    return success ? data : fallback
  }

  /** `value` must be plain data. */
  write(key: string, value: unknown): void {
    this.#document = { ...this.#document, [key]: value }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), WRITE_AFTER_MS)
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    const preferences = structuredClone(this.#document)
    await this.#shell["shell.writePreferences"]({ preferences }).catch(() => {
      // A lost panel size is not worth a word; the next change tries again.
    })
  }
}
