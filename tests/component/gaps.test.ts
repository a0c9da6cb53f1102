import { expect, test } from "vitest"
import { page } from "vitest/browser"
import { render } from "vitest-browser-svelte"
import Gaps from "../../src-renderer/app/Gaps.svelte"

test("gaps in the sound are counted quietly, and explained where they are clicked", async () => {
  const shown = await render(Gaps, { gaps: { count: 0, lostMs: 0 } })
  await expect.element(page.getByRole("button")).not.toBeInTheDocument()
  await shown.rerender({ gaps: { count: 3, lostMs: 41.6 } })
  await page.getByRole("button", { name: "3 gaps: the sound was late 3 times" }).click()
  await expect.element(page.getByText(/3 times since/)).toBeVisible()
  await expect.element(page.getByText(/42 ms were left out/)).toBeVisible()
})
