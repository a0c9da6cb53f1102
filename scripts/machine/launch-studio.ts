/**
 * Opens the built studio as a person would, in a home of its own, and drives it through Playwright. Needs a build. The
 * home is removed by `close` unless it was given.
 */
import { existsSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { _electron, type ElectronApplication, type Page } from "playwright-core"
import { repository } from "./command.ts"
import { openDisplay } from "./display.ts"
import { ensureRuntime, runtimeEnvironment } from "./electron-runtime.ts"

export interface LaunchOptions {
  /** Everything the studio keeps; default: a new folder that `close` removes. */
  home?: string
  /** The library's folder; default: `library` in the home. */
  library?: string
  size?: { width: number; height: number }
  /** Audio files named on the command line: they are imported. */
  files?: string[]
  env?: Record<string, string>
  /** Of Chromium, such as a made-up microphone. */
  switches?: string[]
  /** Another application than the built studio: a folder with a package.json, or a script. */
  application?: string
  /** A packaged studio instead of the one built here. */
  executable?: string
}

export interface LaunchedStudio {
  app: ElectronApplication
  window: Page
  home: string
  /** What the page wrote to its console as an error, content policy violations among them. */
  pageErrors: string[]
  close(): Promise<void>
}

export async function launchStudio(options: LaunchOptions = {}): Promise<LaunchedStudio> {
  const application = options.application ?? repository
  if (
    !options.executable &&
    application === repository &&
    !existsSync(join(repository, "out/main/index.js"))
  ) {
    throw new Error("The studio is not built: run `npm run build` first")
  }
  const { executable } = options
  const runtime = executable ? undefined : await ensureRuntime()
  const display = await openDisplay()
  const home = options.home ?? (await mkdtemp(join(tmpdir(), "slipmat-e2e-")))
  // Playwright asks the electron package for the executable, in this very process.
  if (runtime) process.env["ELECTRON_OVERRIDE_DIST_PATH"] = runtime.directory
  const app = await _electron.launch({
    ...(executable ? { executablePath: executable } : {}),
    args: [
      ...[...sandboxSwitches(), ...(options.switches ?? [])],
      ...[...(executable ? [] : [application]), ...(options.files ?? [])],
    ],
    cwd: repository,
    env: {
      ...(process.env as Record<string, string>),
      ...(runtime ? runtimeEnvironment(runtime) : {}),
      ...display.env,
      SLIPMAT_HOME: home,
      ...(options.library ? { SLIPMAT_LIBRARY: options.library } : {}),
      ...options.env,
    },
  })
  const window = await app.firstWindow()
  const pageErrors: string[] = []
  window.on("console", (message) => {
    if (message.type() === "error") pageErrors.push(message.text())
  })
  window.on("pageerror", (error) => pageErrors.push(error.message))
  await setSize(app, options.size ?? { width: 1440, height: 900 })
  const close = async (): Promise<void> => {
    await app.close()
    display.close()
    if (!options.home) await rm(home, { recursive: true, force: true })
  }
  return { app, window, home, pageErrors, close }
}

/** Chromium refuses its sandbox to root, which is what a container's user mostly is. */
function sandboxSwitches(): string[] {
  return process.getuid?.() === 0 ? ["--no-sandbox"] : []
}

async function setSize(
  app: ElectronApplication,
  size: { width: number; height: number },
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setBounds({ x: 0, y: 0, width, height })
  }, size)
}
