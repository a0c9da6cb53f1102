import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { aSong } from "../../support/synthetic-song.ts"
import { songs } from "../support/library.ts"
import { openStudio, songRow, violations } from "../support/open-studio.ts"

describe("the table", () => {
  test("draws a waveform in the colour of its row, also after another row is selected", async () => {
    await openStudio({ songs: songs() })
    const colourOf = (title: string): string => {
      const path = songRow(title).element().querySelector(".thumbnail path")
      return path ? getComputedStyle(path).fill : ""
    }
    await expect.poll(() => document.querySelectorAll('.thumbnail path[d^="M"]').length).toBe(3)
    const plain = colourOf("Night Ferry")
    await songRow("Night Ferry").click()
    await expect.poll(() => colourOf("Night Ferry")).not.toBe(plain)
    const bright = colourOf("Night Ferry")
    await songRow("Low Tide").click()
    await expect.poll(() => colourOf("Night Ferry")).toBe(plain)
    expect(colourOf("Low Tide")).toBe(bright)
  })

  test("keeps play beside the waveform, and neither over the other", async () => {
    await openStudio({ songs: songs() })
    const row = songRow("Low Tide").element()
    const play = row.querySelector('[aria-label^="Play"]')?.getBoundingClientRect()
    const wave = row.querySelector(".thumbnail")?.getBoundingClientRect()
    const opener = row.querySelector('[aria-label^="Show"]')?.getBoundingClientRect()
    expect(play?.right).toBeLessThanOrEqual(wave?.left ?? 0)
    expect(opener?.right).toBeLessThanOrEqual(play?.left ?? 0)
  })

  test("lets columns of less weight go where there is less room, and none lies under the details", async () => {
    await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    const shown = (): string[] =>
      [...document.querySelectorAll('[role="columnheader"]')]
        .filter((head) => head.getBoundingClientRect().width > 0)
        .map((head) => head.textContent.trim())
    const rightEdge = (): number =>
      Math.max(
        ...[...document.querySelectorAll('[role="columnheader"], [role="gridcell"]')].map(
          (cell) => cell.getBoundingClientRect().right,
        ),
      )
    const details = (): number =>
      document.querySelector("aside.details")?.getBoundingClientRect().left ?? 0
    try {
      await page.viewport(1600, 900)
      await expect.poll(shown).toEqual(["Sound", "Title", "Kind", "Length", "Format", "Added"])
      await page.viewport(1024, 640)
      await expect.poll(shown).toEqual(["Sound", "Title", "Length"])
      expect(rightEdge()).toBeLessThanOrEqual(details())
    } finally {
      await page.viewport(1280, 800)
    }
  })

  test("marks a file that could be read but is damaged, and the panel says what is wrong", async () => {
    const warning = "The file ends before its header says it should."
    await openStudio({ songs: [...songs(), aSong({ title: "Cut", warning, addedAt: 0 })] })
    await expect
      .element(songRow("Cut").getByTestId("warning-sign"))
      .toHaveAttribute("aria-label", warning)
    await expect.element(songRow("Low Tide").getByTestId("warning-sign")).not.toBeInTheDocument()
    await songRow("Cut").getByTestId("warning-sign").hover()
    await expect.poll(() => document.querySelector(".tip")?.textContent).toContain(warning)
    await songRow("Cut").click()
    await expect.element(page.getByTestId("warnings")).toMatchTextContent(/ends before its header/)
    expect(await violations()).toEqual([])
  })
})
