/** What the header says is open. */
import { expect, test } from "vitest"
import { page } from "vitest/browser"
import { openStudio } from "./support/open-studio.ts"

test("the Deck and Scratch name the project that is open, where no song is", async () => {
  const { studio } = await openStudio()
  const title = page.getByTestId("open-song")
  await expect.element(title).toMatchTextContent("Slipmat")
  studio.commands.run("project.new")
  await expect.poll(() => studio.project.isOpen).toBe(true)
  for (const view of ["deck", "scratch"] as const) {
    studio.navigation.go(view)
    await expect.element(title).toMatchTextContent("Piece")
  }
  studio.navigation.go("library")
  await expect.element(title).toMatchTextContent("Slipmat")
})
