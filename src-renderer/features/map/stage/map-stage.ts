/**
 * Runs the stage: holds scene, eye and screen index, and draws a frame when something has changed and at no other time.
 * Svelte tells it what to show; it reads the playing chunk itself, in each frame, past the reactive system.
 */
import { createFrameLoop, fitCanvas, type Palette } from "../../../graphics/index.ts"
import { PointCloud } from "../../../graphics/three/index.ts"
import { TRAIL_LENGTH, Trail } from "../model/now-playing.ts"
import { ballOf, ballOfSome, floorHeight, type GroupAnchor } from "../scene/extent.ts"
import { MapScene } from "../scene/map-scene.ts"
import { ScreenIndex } from "../scene/screen-index.ts"
import { frameBall, type Ball, type View } from "../scene/view.ts"
import { Cadence } from "./cadence.ts"
import { composed } from "./composed.ts"
import { Flight, Glide } from "./flight.ts"
import { drawOverlay } from "./overlay.ts"
import { NO_MARKS, overlayPicture, whereIs, type Marks } from "./overlay-picture.ts"
import { aim, inherit, settle } from "./places.ts"
import type { ScreenPoint } from "./project.ts"

export interface StageHost {
  /** Index of the chunk that sounds; -1: none. Asked in each frame. */
  sounding(): number
  isSounding(): boolean
  /** Told where hovered and current chunk are now, for what lies over the stage as DOM. */
  onFrame(stage: MapStage): void
}

const PICK_REACH_PX = 6
const FORMING_GLIDE_MS = 130

export class MapStage {
  readonly scene: MapScene
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
  #index = new ScreenIndex(0)
  #isIndexStale = true
  #isSceneStale = true
  #trail = new Trail()
  #ball: Ball = { x: 0, y: 0, z: 0, radius: 1 }
  #hasFramed = false

  constructor(
    canvases: { scene: HTMLCanvasElement; overlay: HTMLCanvasElement },
    palette: Palette,
    host: StageHost,
  ) {
    this.scene = new MapScene(canvases.scene)
    this.#overlay = canvases.overlay
    this.#host = host
    this.#palette = palette
    this.scene.setPalette(palette)
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
    this.#isIndexStale = true
    this.#loop.request()
  }

  /** Only what lies over the points has changed. */
  requestOverlay = (): void => this.#loop.request()

  /**
   * Other points than before. `originOf` tells which old point a new one comes from (an edit of the same chunks): there it
   * starts, and glides. Without it the map is another one and begins anew.
   */
  setCount(count: number, originOf?: (index: number) => number): void {
    const old = this.scene.cloud
    const before = { places: old.to, colours: old.colourTo }
    const hadPoints = old.count > 0
    this.scene.setCount(count)
    this.#index = new ScreenIndex(count)
    this.#trail.clear()
    this.#glide.start(0, 0)
    if (originOf && hadPoints) inherit(this.scene.cloud, before, originOf)
    else this.#hasFramed = false
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
    const { cloud } = this.scene
    if (positions.length !== cloud.count * options.stride || cloud.count === 0) return
    settle(cloud, this.#glide.value)
    aim(cloud, positions, options.stride, options.radiusOf)
    if (!this.#hasFramed) cloud.from.set(cloud.to)
    cloud.placesChanged()
    const settledMs = this.#hasFramed ? this.#palette.layoutMs : 0
    const lastsMs = options.isForming ? FORMING_GLIDE_MS : settledMs
    this.#glide.start(performance.now(), lastsMs, options.isForming)
    this.#measure(options.stride, options.isForming)
    this.request()
  }

  /** Rewrites the radii only. */
  setRadii(radiusOf: (index: number) => number): void {
    const { cloud } = this.scene
    settle(cloud, this.#glide.value)
    for (let i = 0; i < cloud.count; i++) cloud.to[PointCloud.place(i) + 3] = radiusOf(i)
    cloud.placesChanged()
    this.#glide.start(performance.now(), this.#palette.colourMs)
    this.request()
  }

  setColours(write: (out: Uint8Array) => void): void {
    const { cloud } = this.scene
    cloud.colourFrom.set(cloud.colourTo)
    write(cloud.colourTo)
    cloud.coloursChanged()
    this.#colourGlide.start(performance.now(), cloud.colourFrom[3] ? this.#palette.colourMs : 0)
    this.scene.paintShadows()
    this.request()
  }

  /** Writes shape and flags of every point. */
  setStyle(write: (style: Uint8Array) => void): void {
    write(this.scene.cloud.style)
    this.scene.cloud.styleChanged()
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

  /** The map's index at a place on the stage; -1: none. */
  pick(xPx: number, yPx: number): number {
    return this.#fresh().pick(xPx, yPx, PICK_REACH_PX)
  }

  inLasso(): number[] {
    return this.#fresh().inside(this.lasso)
  }

  towards(from: number, x: number, y: number): number {
    return this.#fresh().towards(from, x, y)
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
  picture(): HTMLCanvasElement {
    return composed(this.#drawScene(false), this.#overlay)
  }

  close(): void {
    this.#loop.stop()
    this.scene.dispose()
  }

  #frame(nowMs: number): boolean {
    const isReady = this.#cadence.isReady(nowMs)
    if (isReady) this.#advance(nowMs)
    if (this.#host.isSounding()) this.#trail.visit(this.#host.sounding())
    this.#drawOverlay()
    this.#host.onFrame(this)
    const isUnderWay = this.#isMoving || this.#cadence.isUnderWay || !isReady
    return isUnderWay || this.#host.isSounding() || this.propel !== undefined
  }

  #advance(nowMs: number): void {
    const wasFlying = this.flight.advance(nowMs)
    const isPropelled = this.propel?.(nowMs) ?? false
    const wasGliding = this.#glide.advance(nowMs)
    const wasColouring = this.#colourGlide.advance(nowMs)
    this.#isMoving = wasFlying || wasGliding || wasColouring || isPropelled
    this.scene.glide = this.#glide.value
    const hasChanged = this.#isMoving || this.#isSceneStale
    const { savesInMotion } = this.scene
    const detail = this.#cadence.next(nowMs, { hasChanged, savesInMotion })
    if (detail !== "nothing") this.#drawScene(detail === "sparing")
  }

  #drawScene(isSparing: boolean): HTMLCanvasElement {
    const { fov } = this.flight.view
    const flatness = Math.min(1, Math.max(0, (0.6 - fov) / 0.48))
    this.#isSceneStale = false
    this.#isIndexStale = true
    const look = { flatness, colourGlide: this.#colourGlide.value, isSparing }
    return this.scene.draw(this.flight.view, look)
  }

  #drawOverlay(): void {
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

  #fresh(): ScreenIndex {
    if (this.#isIndexStale) {
      const { cloud, view, projection, widthPx, heightPx, glide, pixels, dotScale } = this.scene
      const { from, to } = cloud
      const size = { widthPx, heightPx, pixels: pixels * dotScale }
      this.#index.update({ from, to, glide, view, projection, ...size })
      this.#isIndexStale = false
    }
    return this.#index
  }

  /** A coordinate of where a point goes. */
  #at = (index: number, axis: number): number =>
    this.scene.cloud.to[PointCloud.place(index) + axis]!

  #measure(stride: 2 | 3, isForming: boolean): void {
    const { count } = this.scene.cloud
    const isFirst = !this.#hasFramed
    this.#hasFramed = true
    // While the map forms only the first layout moves the eye and the floor.
    if (isForming && !isFirst) {
      this.scene.paintShadows()
      return
    }
    this.#ball = ballOf(count, this.#at)
    if (stride === 3) this.scene.setGround(this.#ball, floorHeight(count, this.#at))
    const view = frameBall(this.#ball, { dims: this.dims, aspect: this.aspect })
    if (isFirst) this.flight.jump(view)
    else this.fly(view)
  }
}
