/**
 * Keeps one engine process alive. When it dies every call under way is rejected with `engine-lost` (its ports close),
 * it is started again after a pause that doubles with every failure, and windows are handed new ports. An engine that
 * says itself that it cannot start is not started again until somebody asks.
 */
import type { MessagePortMain } from "electron"
import { connect, engineContract, StudioError } from "#shared/contract/index.ts"
import type { Client, EngineContract } from "#shared/contract/index.ts"
import { CANNOT_START } from "#engine/rpc/index.ts"
import type { EngineProcess } from "./engine-process.ts"

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 10_000
/** A process that lived this long was well: the next failure starts from the first pause again. */
const HEALTHY_AFTER_MS = 30_000

export interface EngineHost {
  readonly pid: number | undefined
  /** The shell's own line to the engine that lives now. */
  client(): Client<EngineContract>
  /** A port for a window, which may ask for nothing that takes a path. */
  openStudioPort(): MessagePortMain
  /** Hands the engine that lives now a line to the MIDI process. */
  giveMidi(port: MessagePortMain): void
  /** Called whenever a new engine stands ready to take ports, the first one included. */
  onStart(started: () => void): void
  /** Starts an engine where none is, now. */
  retry(): void
  close(): Promise<void>
}

export interface EngineHostOptions {
  start(): EngineProcess
  /** Called each time the engine dies unasked, with how many times in a row it has. */
  onLost?(failures: number, code: number | null): void
  /** Called when the engine has said why it cannot start, and ended: after the reason is put right, `retry`. */
  onRefused?(): void
}

export function createEngineHost({ start, onLost, onRefused }: EngineHostOptions): EngineHost {
  const watchers: (() => void)[] = []
  let life: { process: EngineProcess; client: Client<EngineContract> } | undefined
  let failures = 0
  let isClosing = false
  let timer: NodeJS.Timeout | undefined

  const begin = (): void => {
    const startedAt = performance.now()
    const process = start()
    life = { process, client: connect(engineContract, process.open("engine")) }
    process.onExit((code) => {
      life = undefined
      if (isClosing) return
      failures = performance.now() - startedAt > HEALTHY_AFTER_MS ? 1 : failures + 1
      onLost?.(failures, code)
      if (code === CANNOT_START) onRefused?.()
      else
        timer = setTimeout(begin, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)))
    })
    for (const started of watchers) started()
  }
  const alive = (): NonNullable<typeof life> => life ?? lost()
  begin()

  return {
    get pid() {
      return life?.process.pid
    },
    client: () => alive().client,
    openStudioPort: () => alive().process.openRemote("studio"),
    giveMidi: (port) => alive().process.give("midi", port),
    onStart(started) {
      watchers.push(started)
      if (life) started()
    },
    retry() {
      clearTimeout(timer)
      if (!life && !isClosing) begin()
    },
    async close() {
      isClosing = true
      clearTimeout(timer)
      await life?.process.stop()
    },
  }
}

function lost(): never {
  throw new StudioError("engine-lost", "The engine stopped and is being started again")
}
