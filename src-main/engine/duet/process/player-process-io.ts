/** The duet's process: music is thought up beside everything else that the engine does, and a driver that dies takes nothing with it. */
import { type ChildProcess, fork } from "node:child_process"
import { type Client, connect } from "#shared/contract/index.ts"
import { processPort } from "../../rpc/index.ts"
import { playerContract, type PlayerContract } from "./wire.ts"

export interface PlayerProcess {
  /** Starts it where none runs. */
  client(): Client<PlayerContract>
  close(): void
}

export function createPlayerProcess(entry = duetEntry()): PlayerProcess {
  let running: { child: ChildProcess; client: Client<PlayerContract> } | undefined
  return {
    client() {
      if (running?.child.connected) return running.client
      const child = fork(entry, {
        serialization: "advanced",
        stdio: ["ignore", "ignore", "ignore", "ipc"],
      })
      const client = connect(playerContract, processPort(child))
      child.on("error", () => undefined) // its port closes, and with it every call
      // Whoever ends does not wait for it.
      child.unref()
      child.channel?.unref()
      running = { child, client: referring(child, client) }
      return running.client
    },
    close() {
      running?.child.kill("SIGKILL")
      running = undefined
    },
  }
}

/** While it is asked, it holds up its parent's end. */
function referring(child: ChildProcess, client: Client<PlayerContract>): Client<PlayerContract> {
  let calls = 0
  const entries = Object.entries(client).map(([name, call]) => [
    name,
    async (...args: unknown[]): Promise<unknown> => {
      if (calls++ === 0) child.channel?.ref()
      try {
        return await (call as (...all: unknown[]) => Promise<unknown>)(...args)
      } finally {
        if (--calls === 0) child.channel?.unref()
      }
    },
  ])
  return Object.fromEntries(entries) as Client<PlayerContract>
}

/** As source under Node, as a bundle beside the engine in the app. */
function duetEntry(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../../entry-duet.ts", import.meta.url)
    : new URL("./duet.js", import.meta.url)
}
