/**
 * What every transport has to do. The cases know no test runner, since they also run inside Electron's main process and
 * in its page. Each gets a line of its own and throws where the transport fails.
 */
import { StudioError, type Client } from "../../../src-main/shared/contract/index.ts"
import type { ConformanceContract } from "./contract.ts"

export interface Line {
  client: Client<ConformanceContract>
  /** A client of the process that was started in place of the one that died. */
  restarted(): Promise<Client<ConformanceContract>>
}

type Case = (line: Line) => Promise<void>

const MEGABYTE_FLOATS = 262_144

export const conformanceCases: Record<string, Case> = {
  async "a result comes back, with the defaults of the schema filled in"({ client }) {
    const { gainDb, samples } = await client["echo.samples"]({ samples: new Float32Array([0, -1]) })
    same(gainDb, 0)
    same([...samples], [0, -1])
  },
  async "a result without a value comes back"({ client }) {
    const answer = client["echo.void"]({}).then((result: unknown) => [result])
    same((await answer).length, 1)
  },
  async "a tile of one megabyte arrives whole"({ client }) {
    const sent = Float32Array.from({ length: MEGABYTE_FLOATS }, (_value, index) => index)
    const { samples } = await client["echo.samples"]({ samples: sent })
    same(samples.length, MEGABYTE_FLOATS)
    same(samples.at(-1), MEGABYTE_FLOATS - 1)
  },
  async "a view into a larger buffer arrives as the view alone"({ client }) {
    const whole = Float32Array.from({ length: 64 }, (_value, index) => index)
    const { samples } = await client["echo.samples"]({ samples: whole.subarray(3, 6) })
    same([...samples], [3, 4, 5])
  },
  async "answers find their own calls"({ client }) {
    const gains = Array.from({ length: 50 }, (_value, index) => index)
    const calls = gains.map((gainDb) =>
      client["echo.samples"]({ gainDb, samples: new Float32Array(gainDb) }),
    )
    const answers = await Promise.all(calls)
    same(
      answers.map(({ gainDb, samples }) => [gainDb, samples.length]),
      gains.map((gainDb) => [gainDb, gainDb]),
    )
  },
  async "a burst of progress is thinned and its last value is kept"({ client }) {
    const seen: number[] = []
    const onProgress = ({ at }: { at: number }): void => void seen.push(at)
    const { counted } = await client["count.up"]({ to: 1000 }, { onProgress })
    same(counted, 1000)
    same(seen.at(-1), 999)
    same(seen.length < 20, true)
  },
  async "a cancelled call is rejected as cancelled and stops on the other side"({ client }) {
    const controller = new AbortController()
    const call = client["wait.forever"]({}, { signal: controller.signal })
    await until(async () => (await client["wait.count"]({})) === 1)
    controller.abort()
    await rejects(call, "cancelled")
    await until(async () => (await client["wait.count"]({})) === 0)
  },
  async "a call that is cancelled already is never sent"({ client }) {
    await rejects(client["wait.forever"]({}, { signal: AbortSignal.abort() }), "cancelled")
    same(await client["wait.count"]({}), 0)
  },
  async "a feed speaks until it is cancelled"({ client }) {
    const controller = new AbortController()
    const ticks: number[] = []
    const onProgress = ({ tick }: { tick: number }): void => {
      ticks.push(tick)
      if (ticks.length === 3) controller.abort()
    }
    await client["ticks.watch"]({ everyMs: 40 }, { signal: controller.signal, onProgress })
    same(ticks.slice(0, 2), [0, 1])
    same(ticks.length, 3)
  },
  async "an expected failure keeps its code and its words"({ client }) {
    const error = await rejects(client["fail.expected"]({}), "not-found")
    same(error.message, "No song is called Night Ferry")
  },
  async "a bug arrives as internal"({ client }) {
    await rejects(client["fail.bug"]({}), "internal")
  },
  async "input that does not fit is rejected, naming the field"({ client }) {
    const error = await rejects(client["count.up"]({ to: -1 }), "invalid-input")
    same(error.message.startsWith("to: "), true)
  },
  async "a procedure that nobody declared is refused"({ client }) {
    const undeclared = client as unknown as Record<string, (input: object) => Promise<unknown>>
    await rejects(undeclared["undeclared.name"]?.({}) ?? Promise.resolve(), "unknown-procedure")
  },
  async "a crash rejects every call under way, and later ones, as engine-lost"({ client }) {
    const waiting = [client["wait.forever"]({}), client["ticks.watch"]({ everyMs: 20 })]
    await until(async () => (await client["wait.count"]({})) === 1)
    const crash = client["process.crash"]({})
    await Promise.all([...waiting, crash].map((call) => rejects(call, "engine-lost")))
    await rejects(client["echo.void"]({}), "engine-lost")
  },
  async "after a crash the one started in its place answers"({ client, restarted }) {
    const next = restarted()
    await rejects(client["process.crash"]({}), "engine-lost")
    same(await (await next)["wait.count"]({}), 0)
  },
}

function same(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) === JSON.stringify(expected)) return
  throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`)
}

async function rejects(call: Promise<unknown>, code: string): Promise<StudioError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (outcome instanceof StudioError && outcome.code === code) return outcome
  throw new Error(`expected a rejection as ${code}, got ${String(outcome)}`)
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await isTrue()) return
    await new Promise<void>((resolve) => void setTimeout(resolve, 10))
  }
  throw new Error("waited two seconds in vain")
}
