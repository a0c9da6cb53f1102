/** Runs other programs for the developer scripts. */
import { spawn, spawnSync } from "node:child_process"
import { delimiter, join } from "node:path"

export const repository = join(import.meta.dirname, "../..")

/** The repository's own tools first, Node 24 among them, whatever the machine has. */
export const toolPath = [join(repository, "node_modules/.bin"), process.env["PATH"]].join(delimiter)

export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Keep the output and return it instead of showing it. */
  isQuiet?: boolean
  /** Of a quiet program keep only what it writes to its standard output. */
  withoutErrors?: boolean
  timeoutMs?: number
}

export interface Finished {
  code: number
  output: string
}

/** Runs a program to its end. Never rejects: a program that cannot start has code 127. */
export function run(program: string, args: string[], options: RunOptions = {}): Promise<Finished> {
  const { promise, resolve } = Promise.withResolvers<Finished>()
  const child = spawn(program, args, {
    cwd: options.cwd ?? repository,
    env: { ...process.env, PATH: toolPath, ...options.env },
    stdio: ["ignore", options.isQuiet ? "pipe" : "inherit", options.isQuiet ? "pipe" : "inherit"],
    timeout: options.timeoutMs,
    shell: process.platform === "win32",
  })
  let output = ""
  const collect = (bytes: Buffer): void => {
    output += bytes.toString()
  }
  child.stdout?.on("data", collect)
  // What nobody reads is read away: a program that writes much of it would wait for ever.
  if (options.withoutErrors) child.stderr?.resume()
  else child.stderr?.on("data", collect)
  child.on("error", (error) => resolve({ code: 127, output: error.message }))
  child.on("close", (code) => resolve({ code: code ?? 1, output }))
  return promise
}

/** Runs a program that has to succeed; its output is part of the error where it was not shown. */
export async function mustRun(
  program: string,
  args: string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, output } = await run(program, args, options)
  if (code === 0) return output
  const said = output.trim().split("\n").slice(-12).join("\n")
  throw new ScriptError(`${program} ${args.join(" ")} ended with ${code}${said && `\n${said}`}`)
}

export function isInstalled(program: string): boolean {
  return spawnSync("which", [program], { env: { ...process.env, PATH: toolPath } }).status === 0
}

/** A failure that needs no stack: the message says what to do. */
export class ScriptError extends Error {}

/** Runs a script's body and turns failures into one readable message and exit code 1. */
export async function main(body: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    console.error(error instanceof ScriptError ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}
