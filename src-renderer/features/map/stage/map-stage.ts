/**
 * Runs the stage: holds scene, eye and screen index, and draws a frame when something has changed and at no other time.
 * Svelte tells it what to show; it reads the playing chunk itself, in each frame, past the reactive system.
 */
import { createFrameLoop, fitCanvas, Points, type Palette } from "../../../graphics/index.ts"
import { TRAIL_LENGTH, Trail } from "../model/now-playing.ts"
import { ballOf, ballOfSome, floorHeight, type GroupAnchor } from "../scene/extent.ts"
import { MapScene } from "../scene/map-scene.ts"
import type { Frame } from "../scene/scene-protocol.ts"
import { frameBall, type Ball, type View } from "../scene/view.ts"
import { Cadence } from "./cadence.ts"
import { composed } from "./composed.ts"
import { Flight, Glide } from "./flight.ts"
import { drawOverlay } from "./overlay.ts"
import { NO_MARKS, overlayPicture, whereIs, type Marks } from "./overlay-picture.ts"
import { Picker } from "./picker.ts"
import { aim, inherit, settle } from "./places.ts"
import type { ScreenPoint } from "./project.ts"

export interface StageHost {
  /** Index of the chunk that sounds; -1: none. Asked in each frame. */
  sounding(): number
  isSounding(): boolean
  /** Told where hovered and current chunk are now, for what lies over the stage as DOM. */
  onFrame(stage: MapStage): void
  /** This computer cannot draw the map. */
  onFailed(): void
}

const FORMING_GLIDE_MS = 130

export class MapStage {
  readonly scene: MapScene
  readonly picker: Picker
  readonly flight = new Flight(frameBall({ x: 0, y: 0, z: 0, radius: 1 }, { dims: 3, aspect: 1.6 }))
  /** Space or plane: the eye swings there while the points glide. */
  dims: 2 | 3 = 3
  anchors: readonly GroupAnchor[] = []
  lasso: readonly number[] = []
  /** Set by the hand while it flies: moves the eye, returns whether it did. */
  propel: ((nowMs: number) => boolean) | undefined

  #overlay: HTMLCanvasElement
  #host: StageHost
  #palette: Palette
  #loop = createFrameLoop((nowMs) => this.#frame(nowMs))
  #cadence = new Cadence()
  #isMoving = false
  #marks = NO_MARKS
  #glide = new Glide()
  #colourGlide = new Glide()
  #isSceneStale = true
  #isOverlayStale = true
  #trail = new Trail()
  #ball: Ball = { x: 0, y: 0, z: 0, radius: 1 }
  #hasFramed = false

  constructor(
    canvases: { scene: HTMLCanvasElement; overlay: HTMLCanvasElement },
    palette: Palette,
    host: StageHost,
  ) {
    this.scene = new MapScene(canvases.scene, palette, {
      onShown: () => this.#shown(),
      onFailed: () => host.onFailed(),
    })
    this.picker = new Picker(this.scene)
    this.#overlay = canvases.overlay
    this.#host = host
    this.#palette = palette
  }

  get aspect(): number {
    return this.scene.widthPx / this.scene.heightPx
  }

  /** World units that a flight calls one: the size of the cloud. */
  get flightScale(): number {
    return this.#ball.radius
  }

  setPalette(palette: Palette): void {
    this.#palette = palette
    this.scene.setPalette(palette)
    this.request()
  }

  resize(widthPx: number, heightPx: number, ratio: number): void {
    this.scene.resize(widthPx, heightPx, ratio)
    fitCanvas(this.#overlay, widthPx, heightPx, ratio)
    this.#overlay.style.width = `${widthPx}px`
    this.#overlay.style.height = `${heightPx}px`
    this.request()
  }

  /** Draw again in the next frame. */
  request(): void {
    this.#isSceneStale = true
    this.#loop.request()
  }

  /** Only what lies over the points has changed. */
  requestOverlay = (): void => {
    this.#isOverlayStale = true
    this.#loop.request()
  }

  /**
   * Other points than before. `originOf` tells which old point a new one comes from (an edit of the same chunks): there it
   * starts, and glides. Without it the map is another one and begins anew.
   */
  setCount(count: number, originOf?: (index: number) => number): void {
    const old = this.scene.points
    const before = { places: old.to, colours: old.colourTo }
    const hadPoints = old.count > 0
    this.scene.setCount(count)
    this.picker.setCount(count)
    this.#trail.clear()
    this.#glide.start(0, 0)
    if (originOf && hadPoints) {
      inherit(this.scene.points, before, originOf)
      this.scene.placesChanged()
    } else this.#hasFramed = false
    this.request()
  }

  /**
   * Points go from where they are to `positions` (count x stride). A first layout is there at once, and framed; an
   * intermediate one keeps the camera still.
   */
  setPlaces(
    positions: Float32Array,
    options: { stride: 2 | 3; radiusOf(index: number): number; isForming: boolean },
  ): void {
    const { points } = this.scene
    if (positions.length !== points.count * options.stride || points.count === 0) return
    settle(points, this.#glide.value)
    aim(points, positions, options.stride, options.radiusOf)
    if (!this.#hasFramed) points.from.set(points.to)
    this.scene.placesChanged()
    const settledMs = this.#hasFramed ? this.#palette.layoutMs : 0
    const lastsMs = options.isForming ? FORMING_GLIDE_MS : settledMs
    this.#glide.start(performance.now(), lastsMs, options.isForming)
    this.#measure(options.stride, options.isForming)
    this.request()
  }

  /** Rewrites the radii only. */
  setRadii(radiusOf: (index: number) => number): void {
    const { points } = this.scene
    settle(points, this.#glide.value)
    for (let i = 0; i < points.count; i++) points.to[Points.place(i) + 3] = radiusOf(i)
    this.scene.placesChanged()
    this.#glide.start(performance.now(), this.#palette.colourMs)
    this.request()
  }

  setColours(write: (out: Uint8Array) => void): void {
    const { colourFrom, colourTo } = this.scene.points
    colourFrom.set(colourTo)
    write(colourTo)
    this.scene.coloursChanged()
    this.#colourGlide.start(performance.now(), colourFrom[3] ? this.#palette.colourMs : 0)
    this.request()
  }

  /** Writes shape and flags of every point. */
  setStyle(write: (style: Uint8Array) => void): void {
    write(this.scene.points.style)
    this.scene.styleChanged()
    this.request()
  }

  setMarks(marks: Marks): void {
    this.#marks = marks
    this.requestOverlay()
  }

  clearTrail(): void {
    this.#trail.clear()
    this.requestOverlay()
  }

  /** Where a point is now; null behind the eye. */
  where(index: number): ScreenPoint | null {
    return whereIs(this.scene, index)
  }

  /** Flies to all points, or to some. */
  frame(indices?: readonly number[]): void {
    const ball = indices?.length ? ballOfSome(indices, this.#at, this.#ball) : this.#ball
    const view = frameBall(ball, {
      dims: this.dims,
      aspect: this.aspect,
      keepAngles: this.flight.target,
    })
    this.fly(view)
  }

  fly(view: View): void {
    this.flight.flyTo(view, performance.now(), this.#palette.layoutMs)
    this.request()
  }

  /** The picture with names and marks, at device pixels. */
  async picture(): Promise<HTMLCanvasElement> {
    return composed(await this.scene.picture(this.#look(false)), this.#overlay)
  }

  close(): void {
    this.#loop.stop()
    this.scene.close()
  }

  #frame(nowMs: number): boolean {
    this.#advance(nowMs)
    if (this.#host.isSounding() && this.#trail.visit(this.#host.sounding()))
      this.#isOverlayStale = true
    if (this.#isOverlayStale) {
      this.#drawOverlay()
      this.#host.onFrame(this)
    }
    const isUnderWay = this.#isMoving || this.#cadence.isUnderWay
    return isUnderWay || this.#host.isSounding() || this.propel !== undefined
  }

  #shown(): void {
    this.picker.expire()
    this.requestOverlay()
  }

  #advance(nowMs: number): void {
    const wasFlying = this.flight.advance(nowMs)
    const isPropelled = this.propel?.(nowMs) ?? false
    const wasGliding = this.#glide.advance(nowMs)
    const wasColouring = this.#colourGlide.advance(nowMs)
    this.#isMoving = wasFlying || wasGliding || wasColouring || isPropelled
    const hasChanged = this.#isMoving || this.#isSceneStale
    const { savesInMotion } = this.scene
    const detail = this.#cadence.next(nowMs, { hasChanged, savesInMotion })
    if (detail === "nothing") return
    this.#isSceneStale = false
    this.scene.draw(this.#look(detail === "sparing"))
  }

  #look(isSparing: boolean): Omit<Frame, "dotScale"> {
    const [glide, colourGlide] = [this.#glide.value, this.#colourGlide.value]
    return { view: this.flight.view, glide, colourGlide, isSparing }
  }

  #drawOverlay(): void {
    this.#isOverlayStale = false
    const { widthPx: width, heightPx: height } = this.scene
    const context = fitCanvas(this.#overlay, width, height, this.#overlay.width / width)
    if (!context) return
    const picture = overlayPicture(this.scene, {
      marks: this.#marks,
      anchors: this.anchors,
      trail: this.#trail.indices.slice(0, TRAIL_LENGTH),
      isSounding: this.#host.isSounding(),
      lasso: this.lasso,
    })
    drawOverlay(context, this.#palette, picture, { width, height })
  }

  /** A coordinate of where a point goes. */
  #at = (index: number, axis: number): number => this.scene.points.to[Points.place(index) + axis]!

  #measure(stride: 2 | 3, isForming: boolean): void {
    const { count } = this.scene.points
    const isFirst = !this.#hasFramed
    this.#hasFramed = true
    // While the map forms only the first layout moves the eye and the floor.
    if (isForming && !isFirst) return
    this.#ball = ballOf(count, this.#at)
    if (stride === 3) this.scene.setGround(this.#ball, floorHeight(count, this.#at))
    const view = frameBall(this.#ball, { dims: this.dims, aspect: this.aspect })
    if (isFirst) this.flight.jump(view)
    else this.fly(view)
  }
}
