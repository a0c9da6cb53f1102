/** The Duet view in the whole window, with a partner in memory. */
import { page } from "vitest/browser"
import { expect } from "vitest"
import type { Exchange } from "#shared/contract/index.ts"
import { fakeDuet } from "../../support/fake-duet.ts"
import type { FakeOptions } from "../../support/fake-engine.ts"
import { aModel, fakeTraining } from "../../support/fake-training.ts"
import { cableTo } from "./cable.ts"
import { openStudio, type OpenStudio } from "./open-studio.ts"

export const notesModel = (id: string, name: string) => {
  const model = aModel({ id, name })
  return { ...model, card: { ...model.card, language: "notes" as const } }
}

export interface OpenDuet extends OpenStudio {
  kept: Exchange[]
}

export async function openDuet(
  overrides: FakeOptions["overrides"] = {},
  models = [notesModel("duet", "Duet")],
): Promise<OpenDuet> {
  const { handlers } = fakeTraining({ models })
  const kept: Exchange[] = []
  const duet = fakeDuet(kept)
  const given = { ...handlers, ...duet, "projects.append": () => undefined, ...overrides }
  const opened = await openStudio({ overrides: given })
  opened.studio.navigation.go("duet")
  await expect.element(page.getByTestId("duet")).toBeVisible()
  return { ...opened, kept }
}

export const cableOf = ({ studio }: OpenStudio) => {
  const cable = cableTo(studio)
  cable.plug("Keys")
  return cable
}
export const turn = () => page.getByTestId("turn-bar")
export const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
