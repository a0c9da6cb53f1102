import { expect, test } from "vitest"
import { StudioError } from "#shared/contract/index.ts"
import { page } from "vitest/browser"
import { openStudio, press, violations } from "./support/open-studio.ts"

test("an export shows how far it is, and is stopped where it stands", async () => {
  const asked: string[] = []
  const { studio } = await openStudio({
    onExport: ({ kind }, { signal, progress }) => {
      asked.push(kind)
      progress({ fraction: 0.4 })
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(new StudioError("cancelled", "Cancelled")))
      })
    },
  })
  studio.navigation.go("timeline")
  await expect.element(page.getByRole("heading", { name: "Timeline" })).toBeVisible()
  await expect.poll(() => studio.project.isOpen).toBe(true)
  await press("{Control>}e{/Control}")
  const chip = page.getByRole("group", { name: "Exporting" })
  await expect.element(chip).toMatchTextContent(/40 %/)
  expect(await violations()).toEqual([])
  await page.getByRole("button", { name: "Stop: Exporting" }).click()
  await expect.element(page.getByRole("status")).toMatchTextContent("Stopped. Nothing was exported")
  await expect.element(chip).not.toBeInTheDocument()
  expect(asked).toEqual(["wav"])
})
