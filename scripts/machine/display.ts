/** A screen to draw on: the machine's own, or a virtual one (Xvfb) that ends with us. */
import { spawn } from "node:child_process"
import { ScriptError } from "./command.ts"

export interface Display {
  isVirtual: boolean
  /** To be added to the environment of what draws. */
  env: Record<string, string>
  close(): void
}

const START_TIMEOUT_MS = 10_000

export function hasDisplay(): boolean {
  return (
    process.platform !== "linux" ||
    Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"])
  )
}

export async function openDisplay({ width = 2560, height = 1440 } = {}): Promise<Display> {
  if (hasDisplay()) return { isVirtual: false, env: {}, close: () => undefined }
  const screen = ["-screen", "0", `${width}x${height}x24`]
  // The server picks a free number itself and writes it to descriptor 3.
  const server = spawn("Xvfb", ["-displayfd", "3", ...screen, "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  })
  const stop = (): void => void server.kill()
  process.once("exit", stop)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  server.once("error", () => reject(new ScriptError("Xvfb is not installed (Debian: xvfb)")))
  server.once("exit", () => reject(new ScriptError("Xvfb ended before it was ready")))
  server.stdio[3]?.once("data", (bytes: Buffer) => resolve(bytes.toString().trim()))
  const timer = setTimeout(() => reject(new ScriptError("Xvfb did not start")), START_TIMEOUT_MS)
  const number = await promise.finally(() => clearTimeout(timer))
  server.unref()
  return { isVirtual: true, env: { DISPLAY: `:${number}` }, close: stop }
}
