/** The whole window over the engine in memory, as the person sees it. */
import { render } from "vitest-browser-svelte"
import { page, userEvent } from "vitest/browser"
import axe from "axe-core"
import App from "../../../src-renderer/app/App.svelte"
import "../../../src-renderer/app/theme/base.css"
import { createStudio, type Studio } from "../../../src-renderer/session/index.ts"
import { createFakeEngine, type FakeEngine, type FakeOptions } from "../../support/fake-engine.ts"

export interface OpenStudio {
  studio: Studio
  fake: FakeEngine
  /** Files that were dropped on the window. */
  dropped: File[]
}

export async function openStudio(options: FakeOptions = {}): Promise<OpenStudio> {
  const fake = createFakeEngine(options)
  const dropped: File[] = []
  const studio = createStudio({
    platform: "linux",
    importDropped(files) {
      dropped.push(...files)
      return Promise.resolve({ jobIds: [] })
    },
  })
  fake.plug(studio)
  await studio.preferences.load()
  studio.navigation.restore()
  await render(App, { studio })
  return { studio, fake, dropped }
}

export const press = (keys: string): Promise<void> => userEvent.keyboard(keys)

export const songRow = (title: string): ReturnType<typeof page.getByRole> =>
  page.getByRole("row", { name: new RegExp(title) })

/** Violations of WCAG 2.2 AA and of good practice, as one line each. */
export async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document)
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`),
  )
}
