/** Where the window was. A place that no screen shows any more is forgotten, its size is kept. */
import type { Rectangle } from "electron"
import { z } from "zod"

export const WindowBounds = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(1),
  height: z.int().min(1),
  isMaximised: z.boolean().default(false),
})
export type WindowBounds = z.infer<typeof WindowBounds>

export const LEAST_SIZE = { width: 1024, height: 640 }
const FIRST_SIZE = { width: 1440, height: 900 }
/** So much of the window must be on a screen for the title bar to be grasped. */
const LEAST_VISIBLE_PIXELS = 100

/** `kept` is whatever was stored; `screens` are the work areas there are now, the main one first. */
export function usableBounds(
  kept: unknown,
  screens: Rectangle[],
): { x?: number; y?: number; width: number; height: number; isMaximised: boolean } {
  const main = screens[0] ?? { x: 0, y: 0, ...FIRST_SIZE }
  const { data = { ...FIRST_SIZE, isMaximised: false } } = WindowBounds.safeParse(kept)
  const width = Math.max(LEAST_SIZE.width, Math.min(data.width, main.width))
  const height = Math.max(LEAST_SIZE.height, Math.min(data.height, main.height))
  const size = { width, height, isMaximised: data.isMaximised }
  const { x, y } = data
  if (x === undefined || y === undefined) return size
  return screens.some((screen) => isWithin(screen, { x, y, width, height }))
    ? { ...size, x, y }
    : size
}

function isWithin(screen: Rectangle, { x, y, width }: Rectangle): boolean {
  const left = Math.max(screen.x, x)
  const right = Math.min(screen.x + screen.width, x + width)
  const isTitleBarVisible = y >= screen.y && y < screen.y + screen.height - LEAST_VISIBLE_PIXELS
  return right - left >= LEAST_VISIBLE_PIXELS && isTitleBarVisible
}
