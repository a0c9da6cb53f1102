/** The studio's one window: frameless, sandboxed, where it was last time. */
import { BrowserWindow, screen } from "electron"
import { preloadFile } from "../places.ts"
import { LEAST_SIZE, usableBounds, type WindowBounds } from "./bounds.ts"

/** The ground colour of the theme, so that nothing flashes before the first paint. */
const GROUND = "#12100f"
const SAVE_AFTER_MS = 400

export interface StudioWindowOptions {
  /** As kept by `onBoundsChange`; anything else counts as the first start. */
  keptBounds: unknown
  onBoundsChange(bounds: WindowBounds): void
}

export function createStudioWindow({
  keptBounds,
  onBoundsChange,
}: StudioWindowOptions): BrowserWindow {
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()]
  const { isMaximised, ...bounds } = usableBounds(
    keptBounds,
    screens.map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...bounds,
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    show: false,
    title: "Slipmat",
    titleBarStyle: "hidden",
    trafficLightPosition: { x: 18, y: 18 },
    backgroundColor: GROUND,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      disableBlinkFeatures: "Auxclick", // a middle click opens nothing
      autoplayPolicy: "no-user-gesture-required",
      backgroundThrottling: false,
    },
  })
  window.once("ready-to-show", () => {
    if (isMaximised) window.maximize()
    window.show()
  })
  followBounds(window, onBoundsChange)
  return window
}

function followBounds(window: BrowserWindow, onBoundsChange: (bounds: WindowBounds) => void): void {
  let timer: NodeJS.Timeout | undefined
  const report = (): void => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isFullScreen()) return
    onBoundsChange({ ...window.getNormalBounds(), isMaximised: window.isMaximized() })
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(report, SAVE_AFTER_MS)
  }
  window.on("resize", later)
  window.on("move", later)
  window.on("maximize", later)
  window.on("unmaximize", later)
  window.on("close", report)
}
