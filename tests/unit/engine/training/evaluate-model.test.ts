import { expect, it } from "vitest"
import type { Corpus } from "#engine/datasets/index.ts"
import { cardsOf, evaluateModel } from "#engine/training/index.ts"
import type { DatasetId } from "#shared/contract/datasets.ts"
import { ModelCard } from "#shared/contract/training.ts"
import { aConfig, aModel, aWork, onnx } from "../../../support/training/tiny.ts"

/** Music that is not for four voices. */
const corpus: Corpus = {
  ...{ id: "some" as DatasetId, name: "Some", hash: "", kind: "notes" },
  ...{ works: [aWork({ split: "test" })], licence: { name: "mine", use: "private", notice: "" } },
}
const model = aModel({ language: "chorales" })

it("music that cannot be said in a model's language is not measured, and that is told", async () => {
  await expect(
    evaluateModel(model, [corpus], { split: "test", count: 0, executor: onnx }),
  ).rejects.toMatchObject({ code: "invalid-input", message: /is for four voices/ })
})

it("a card whose held-out music cannot be said is without a result, and can be read again", async () => {
  const cards: ModelCard[] = []
  const facts = {
    ...{ model, corpora: [corpus], config: aConfig(), parent: null, restoresKeys: false },
    ...{ trained: { steps: 1, seconds: 1, executor: "processor" }, command: "slipmat train" },
  }
  for await (const card of cardsOf(facts, { count: 0, executor: onnx })) cards.push(card)
  const card = ModelCard.parse(JSON.parse(JSON.stringify(cards.at(-1))))
  expect(card).toMatchObject({ results: [], plays: "pitches" })
})
