/** The hands of a composer: what is pressed, drawn and dragged in the studio's window, in bars, rows and names. */
import { expect, type Locator, type Page } from "@playwright/test"

/** Of the timeline's picture as a new project shows it: twenty bars, rows of 46 px below the ruler. */
const PX_PER_BAR = 43
const HEADER_PX = 76
const ROW_PX = 46
const TITLE_PX = 9

export interface Point {
  x: number
  y: number
}

export class Composer {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  readonly bar = (): Locator => this.page.getByTestId("song-bar")
  readonly heads = (): Locator => this.page.getByTestId("track-heads").getByRole("listitem")
  readonly button = (name: string): Locator =>
    this.page.getByRole("button", { name, exact: true }).first()

  async goTo(view: "Library" | "Timeline" | "Notes" | "Mixer"): Promise<void> {
    await this.page.getByRole("navigation", { name: "Views" }).getByText(view).click()
  }

  /** Opens a menu by its button and goes through it by the words of its entries. */
  async choose(opener: Locator, ...words: string[]): Promise<void> {
    await opener.click()
    for (const word of words) {
      const entry = this.page.getByText(word, { exact: true })
      await this.page.getByRole("menuitem").filter({ has: entry }).last().click()
    }
  }

  addTrack(...words: string[]): Promise<void> {
    return this.choose(this.page.getByRole("button", { name: "Track", exact: true }), ...words)
  }

  /** A point of the lanes: bars from 1, rows from 0; in the title of a clip that lies there. */
  async lane(bar: number, row: number, downPx = TITLE_PX): Promise<Point> {
    const box = (await this.page.getByTestId("timeline-lanes").boundingBox())!
    return {
      x: box.x + (bar - 1) * PX_PER_BAR,
      y: box.y + HEADER_PX + row * ROW_PX + downPx,
    }
  }

  async click(at: Point): Promise<void> {
    await this.page.mouse.click(at.x, at.y)
  }

  async doubleClick(at: Point): Promise<void> {
    await this.page.mouse.dblclick(at.x, at.y)
  }

  /** @param held keys that are held meanwhile */
  async drag(from: Point, to: Point, ...held: string[]): Promise<void> {
    const { mouse, keyboard } = this.page
    for (const key of held) await keyboard.down(key)
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
    await mouse.move(to.x, to.y, { steps: 4 })
    await mouse.up()
    for (const key of held.toReversed()) await keyboard.up(key)
  }

  /** Drags a slider of the mixer. */
  async pull(name: string, byPx: Point): Promise<void> {
    const slider = this.page.getByRole("slider", { name, exact: true })
    const before = await slider.getAttribute("aria-valuenow")
    const box = (await slider.boundingBox())!
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await this.drag(from, { x: from.x + byPx.x, y: from.y + byPx.y })
    await expect(slider).not.toHaveAttribute("aria-valuenow", before ?? "")
  }

  /** Files from the desktop, let go over a point of the window. */
  async drop(paths: string[], at: Point): Promise<void> {
    await this.page.evaluate(() => {
      const input = Object.assign(document.createElement("input"), { type: "file", multiple: true })
      input.id = "desktop"
      document.body.append(input)
    })
    await this.page.setInputFiles("#desktop", paths)
    await this.page.evaluate(({ x, y }) => {
      const input = document.querySelector<HTMLInputElement>("#desktop")!
      const dataTransfer = new DataTransfer()
      for (const file of input.files!) dataTransfer.items.add(file)
      input.remove()
      const about = { bubbles: true, cancelable: true, clientX: x, clientY: y, dataTransfer }
      const target = document.elementFromPoint(x, y)!
      for (const type of ["dragenter", "dragover", "drop"])
        target.dispatchEvent(new DragEvent(type, about))
    }, at)
  }

  /** All steps back, or forward again, one press at a time. @returns how many there were */
  async stepAll(which: "Undo" | "Redo"): Promise<number> {
    const step = this.page.getByRole("button", { name: new RegExp(`^${which} `) })
    const none = this.button(`Nothing to ${which.toLowerCase()}`)
    let steps = 0
    while ((await none.count()) === 0) {
      await step.click()
      steps++
    }
    return steps
  }
}
