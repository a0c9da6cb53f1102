/**
 * The map's scene as the page knows it: the points and the eye, for picks and marks. A worker draws it, a moment later;
 * what lies over the picture follows the frame that is shown, not the one that is asked for.
 */
import { Points, type Palette } from "../../../graphics/index.ts"
import { crowdScale } from "../model/colouring.ts"
import type { Frame, FromScene, ToScene } from "./scene-protocol.ts"
import { writeProjection, writeViewMatrix, type Ball, type View } from "./view.ts"

const FLOOR_TO_BALL = 1.5

/** Where the CPU draws, the way through more chunks than this is shown only while the picture stands still. */
const MOST_LINES_IN_MOTION = 500

export interface SceneHost {
  /** Another frame is on the screen. */
  onShown(): void
  /** This computer cannot draw it. */
  onFailed(): void
}

export class MapScene {
  points = new Points(0)
  /** Of the frame that is shown: world to eye, eye to clip space, how far the points have glided. */
  readonly view = new Float32Array(16)
  readonly projection = new Float32Array(16)
  glide = 1
  widthPx = 1
  heightPx = 1
  framesShown = 0
  drawCalls = 0
  /** JavaScript of the last frame in the worker. */
  scriptMs = 0

  #worker = new Worker(new URL("./scene.worker.ts", import.meta.url), { type: "module" })
  #host: SceneHost
  #isInSoftware = false
  #ball: Ball = { x: 0, y: 0, z: 0, radius: 1 }
  #number = 0
  #underWay = new Map<number, Frame>()
  #pictures: ((picture: ImageBitmap) => void)[] = []

  constructor(canvas: HTMLCanvasElement, palette: Palette, host: SceneHost) {
    this.#host = host
    this.#worker.onmessage = ({ data }: MessageEvent<FromScene>) => this.#receive(data)
    this.#worker.onerror = () => host.onFailed()
    const offscreen = canvas.transferControlToOffscreen()
    this.#send({ kind: "open", canvas: offscreen, palette }, [offscreen])
  }

  /** May something be left out while the picture moves? */
  get savesInMotion(): boolean {
    return this.#isInSoftware && this.points.count > MOST_LINES_IN_MOTION
  }

  /** World radius to CSS px at depth 1. */
  get pixels(): number {
    return (this.projection[5]! * this.heightPx) / 2
  }

  get dotScale(): number {
    return crowdScale(this.points.count) * Math.max(0.35, this.#ball.radius)
  }

  setPalette(palette: Palette): void {
    this.#send({ kind: "palette", palette })
  }

  /** Replaces the points; the old ones are gone. */
  setCount(count: number): void {
    this.points = new Points(count)
    this.#underWay.clear()
    this.glide = 1
    this.#send({ kind: "count", count })
  }

  /** Call when `from` and `to` of the points were written: what is shown begins at `from`. */
  placesChanged(): void {
    this.points.padEnds()
    this.#underWay.clear()
    this.glide = 0
    const { from, to } = this.points
    this.#send({ kind: "places", from, to })
  }

  coloursChanged(): void {
    const { colourFrom: from, colourTo: to } = this.points
    this.#send({ kind: "colours", from, to })
  }

  styleChanged(): void {
    this.#send({ kind: "style", style: this.points.style })
  }

  resize(widthPx: number, heightPx: number, ratio: number): void {
    this.widthPx = Math.max(1, widthPx)
    this.heightPx = Math.max(1, heightPx)
    this.#send({ kind: "resize", widthPx, heightPx, ratio })
  }

  /** Puts the floor under the points, with their shadows. `height` is its y. */
  setGround(ball: Ball, height: number): void {
    this.#ball = ball
    const { x, z, radius } = ball
    const ground = { x, y: height, z, size: radius * FLOOR_TO_BALL, radius }
    this.#send({ kind: "ground", ground })
  }

  /** Asks for a frame; of several that wait only the last is drawn. */
  draw(frame: Omit<Frame, "dotScale">): void {
    const number = ++this.#number
    const whole = { ...frame, dotScale: this.dotScale }
    if (this.framesShown === 0) this.#show(whole)
    this.#underWay.set(number, whole)
    this.#send({ kind: "draw", number, frame: whole })
  }

  /** The scene alone, at its device pixels. */
  picture(frame: Omit<Frame, "dotScale">): Promise<ImageBitmap> {
    const { promise, resolve } = Promise.withResolvers<ImageBitmap>()
    this.#pictures.push(resolve)
    this.#send({ kind: "picture", frame: { ...frame, dotScale: this.dotScale } })
    return promise
  }

  close(): void {
    this.#worker.terminate()
  }

  #receive(message: FromScene): void {
    switch (message.kind) {
      case "opened":
        this.#isInSoftware = message.isInSoftware
        break
      case "failed":
        this.#host.onFailed()
        break
      case "picture":
        this.#pictures.shift()?.(message.picture)
        break
      case "drawn":
        this.#drawn(message)
    }
  }

  #drawn({ number, drawCalls, scriptMs }: Extract<FromScene, { kind: "drawn" }>): void {
    const frame = this.#underWay.get(number)
    for (const earlier of this.#underWay.keys())
      if (earlier <= number) this.#underWay.delete(earlier)
    this.framesShown += 1
    this.drawCalls = drawCalls
    this.scriptMs = scriptMs
    // A frame of points that have changed since is over at once.
    if (frame) this.#show(frame)
    this.#host.onShown()
  }

  #show({ view, glide }: { view: View; glide: number }): void {
    writeViewMatrix(view, this.view)
    writeProjection(view, this.widthPx / this.heightPx, this.projection)
    this.glide = glide
  }

  #send(message: ToScene, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer)
  }
}
