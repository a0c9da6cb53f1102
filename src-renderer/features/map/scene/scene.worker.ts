/**
 * Draws the map beside the page: where there is no GPU a frame takes the processor tens of milliseconds, for which the page
 * would have to wait if the canvas were its own.
 */
import type { Palette } from "../../../graphics/index.ts"
import { createPacer } from "../../../graphics/pacer.ts"
import { ScenePainter } from "./scene-painter.ts"
import type { Frame, FromScene, ToScene } from "./scene-protocol.ts"

const pacer = createPacer()
let canvas: OffscreenCanvas
let painter: ScenePainter
/** The newest frame that was asked for and is not drawn yet. */
let wanted: { number: number; frame: Frame } | null = null
let isAsked = false

self.onmessage = ({ data }: MessageEvent<ToScene>) => {
  if (data.kind === "open") open(data.canvas, data.palette)
  else if (data.kind === "picture") void sendPicture(data.frame)
  else if (data.kind === "draw") {
    wanted = data
    ask()
  } else change(data)
}

function change(message: Exclude<ToScene, { kind: "open" | "picture" | "draw" }>): void {
  const { points } = painter
  switch (message.kind) {
    case "palette":
      painter.setPalette(message.palette)
      break
    case "resize":
      painter.resize(message.widthPx, message.heightPx, message.ratio)
      break
    case "count":
      wanted = null
      painter.setCount(message.count)
      break
    case "places":
      // What waits was asked for other places: the points would leap.
      wanted = null
      points.from.set(message.from)
      points.to.set(message.to)
      painter.placesChanged()
      break
    case "colours":
      points.colourFrom.set(message.from)
      points.colourTo.set(message.to)
      painter.coloursChanged()
      break
    case "style":
      points.style.set(message.style)
      painter.styleChanged()
      break
    case "ground":
      painter.setGround(message.ground)
  }
}

function open(given: OffscreenCanvas, palette: Palette): void {
  canvas = given
  try {
    painter = new ScenePainter(canvas)
    painter.setPalette(palette)
    send({ kind: "opened", isInSoftware: painter.isInSoftware })
  } catch {
    send({ kind: "failed" })
    self.close()
  }
}

function ask(): void {
  if (isAsked) return
  isAsked = true
  requestAnimationFrame(beat)
}

function beat(nowMs: number): void {
  isAsked = false
  if (!wanted) return
  if (!pacer.isReady(nowMs)) {
    ask()
    return
  }
  const { number, frame } = wanted
  wanted = null
  const before = performance.now()
  painter.draw(frame)
  pacer.drawn(nowMs)
  const scriptMs = performance.now() - before
  send({ kind: "drawn", number, drawCalls: painter.drawCalls, scriptMs })
}

/** What was drawn is there until the task ends. */
async function sendPicture(frame: Frame): Promise<void> {
  painter.draw(frame)
  const picture = await createImageBitmap(canvas)
  send({ kind: "picture", picture }, [picture])
}

function send(message: FromScene, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer })
}
