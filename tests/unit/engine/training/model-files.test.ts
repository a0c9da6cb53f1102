import { writeFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readSafetensors, writeSafetensors } from "#engine/compute/index.ts"
import { LearntRuns } from "#engine/symbolic/index.ts"
import { exportModel, importModel } from "#engine/training/models/exchange-io.ts"
import { packModel, type RowModel, unpackModel } from "#engine/training/models/model-file.ts"
import { openStarter, starterFiles } from "#engine/training/models/starters-io.ts"
import { StudioError } from "#shared/contract/errors.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"
import { aModel } from "../../../support/training/tiny.ts"

const file = packModel(aModel())
const { tensors, metadata } = readSafetensors(file)

/** The file with other notes. */
function withNotes(change: Record<string, unknown>): Uint8Array {
  const notes = { ...(JSON.parse(metadata["slipmat"]!) as object), ...change }
  return writeSafetensors({ tensors, metadata: { slipmat: JSON.stringify(notes) } })
}

function refusal(bytes: Uint8Array): StudioError | undefined {
  try {
    unpackModel(bytes)
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(StudioError)
    return error as StudioError
  }
}

describe("a model's file", () => {
  it("gives the model back", () => {
    const path = join(temporaryFolder(), "a.safetensors")
    exportModel(aModel(), path)
    const plain = ({ language, ...model }: RowModel) => ({ ...model, words: language.hash })
    expect(plain(importModel(path))).toEqual(plain(aModel()))
  })

  it("gives what was learnt by heart back, too, which is none of its weights", () => {
    const learnt = new LearntRuns(Int32Array.of(1, -2, 3))
    const back = unpackModel(packModel({ ...aModel(), learnt }))
    expect(back.learnt).toEqual(learnt)
    expect(back.weights).toEqual(aModel().weights)
  })

  it("is refused with words or read, whatever bytes of it are others", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3500), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.option(fc.nat(file.length)),
        (changes, end) => {
          const bytes = file.slice(0, end ?? file.length)
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          const error = refusal(bytes)
          if (error) expect(["unreadable", "invalid-input"]).toContain(error.code)
        },
      ),
      { numRuns: 200 },
    )
  })

  it("is refused where it claims to be larger than it is, without being made room for", () => {
    const huge = { layers: 24, width: 2048, heads: 32, context: 4096 }
    expect(refusal(withNotes(huge))?.code).toBe("unreadable")
    expect(refusal(withNotes({ width: 1e9 }))?.code).toBe("unreadable")
    expect(refusal(withNotes({ heads: 3 }))?.code).toBe("unreadable")
    expect(refusal(withNotes({ layers: 2 }))?.message).toContain("damaged")
  })

  it("is refused where its weights are no numbers, or it has no name", () => {
    const weights = new Map(tensors)
    const [name, { data, ...tensor }] = [...tensors][0]!
    weights.set(name, { ...tensor, data: new Float32Array(data.length).fill(NaN) })
    const error = refusal(writeSafetensors({ tensors: weights, metadata }))
    expect(error?.message).toBe("“Tiny” is damaged: some of its weights are no numbers.")
    expect(refusal(withNotes({ name: "  " }))?.code).toBe("unreadable")
  })

  it("of other words is not fed with this program's numbers", () => {
    const error = refusal(withNotes({ vocabulary: "another" }))
    expect(error).toMatchObject({
      ...{ code: "invalid-input" },
      message: "“Tiny” speaks another language of notes than this Slipmat.",
    })
  })

  it("that is none is said to be none", () => {
    const path = join(temporaryFolder(), "a.txt")
    writeFileSync(path, "Not a model, but a text that is long enough.")
    expect(() => importModel(path)).toThrow("a.txt: This is no safetensors file")
    expect(() => {
      exportModel(aModel(), join(temporaryFolder(), "nowhere", "a.safetensors"))
    }).toThrow(/^There is no folder .*nowhere$/)
    expect(refusal(writeSafetensors({ tensors, metadata: {} }))?.message).toBe(
      "This file is no model of Slipmat.",
    )
  })
})

it("models that came with the program can be read, and their cards say what they learnt from", () => {
  for (const id of starterFiles().keys()) {
    const { card, language } = openStarter(id)!
    expect(card.vocabulary).toBe(language.hash)
    expect(card.learntFrom.length).toBeGreaterThan(0)
    expect(card.licence.use).toBe("ship")
  }
  expect(openStarter("none of them")).toBeUndefined()
})
