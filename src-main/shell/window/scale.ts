/** Everything larger or smaller, and the window never too small for it. */
import { screen, type BrowserWindow } from "electron"
import { LEAST_SIZE } from "./bounds.ts"

export function setScale(window: BrowserWindow, scale: number): void {
  const { workArea } = screen.getDisplayMatching(window.getBounds())
  const width = Math.min(workArea.width, Math.round(LEAST_SIZE.width * scale))
  const height = Math.min(workArea.height, Math.round(LEAST_SIZE.height * scale))
  window.setMinimumSize(width, height)
  const now = window.getSize()
  const [isWide, isHigh] = [(now[0] ?? 0) >= width, (now[1] ?? 0) >= height]
  if (!isWide || !isHigh) {
    window.setSize(Math.max(now[0] ?? 0, width), Math.max(now[1] ?? 0, height))
  }
  window.webContents.setZoomFactor(scale)
}
