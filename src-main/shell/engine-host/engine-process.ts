import type { MessagePortMain } from "electron"
import type { EngineRole } from "#engine/rpc/index.ts"
import type { Port } from "#shared/contract/index.ts"

/** One life of the engine's process. */
export interface EngineProcess {
  readonly pid: number | undefined
  /** A channel for the shell itself. */
  open(role: EngineRole): Port
  /** A channel to be handed to a window. */
  openRemote(role: EngineRole): MessagePortMain
  /** Hands the engine a channel whose other end is not ours. */
  give(role: EngineRole, port: MessagePortMain): void
  /** Called once, however the process ended. `code` is null where a signal ended it. */
  onExit(exited: (code: number | null) => void): void
  /** Lets the engine finish what it is writing, then ends the process. */
  stop(): Promise<void>
}

export interface StartOptions {
  /** The bundled engine. */
  entry: string
  env: Record<string, string>
  /** Receives what the process writes to its standard streams. */
  onOutput(text: string): void
}

export type StartEngine = (options: StartOptions) => EngineProcess
