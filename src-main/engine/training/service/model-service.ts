/** Answers models.*, and what is written to files and read from them. */
import { join } from "node:path"
import type { GenerateRequest, ModelId } from "#shared/contract/training.ts"
import { readMaterial } from "../files/material-io.ts"
import { readStep } from "../files/run-files-io.ts"
import { exportModel, importModel } from "../models/exchange-io.ts"
import type { RowModel } from "../models/model-file.ts"
import type { ModelStore } from "../models/model-store.ts"
import { createUseExecutor } from "../runs/executor-choice-io.ts"
import { generate } from "../sample/generate.ts"
import { following } from "./changes.ts"
import type { ModelHandlers, TrainingOptions } from "./options.ts"

export function modelHandlers({
  models,
  folder,
  newId,
  clock,
  changes,
  events,
}: TrainingOptions): ModelHandlers {
  const changed = (): void => {
    changes.changed()
    events.changed()
  }
  return {
    "models.list": () => models.list(),
    "models.rename"({ modelId, name }) {
      models.rename(modelId, name)
      changed()
    },
    "models.remove"({ modelId }) {
      models.remove(modelId)
      changed()
    },
    "models.changes": (_input, { signal, progress }) => {
      let told = ""
      return following(changes, signal, () => {
        const all = models.list()
        const text = all.map(({ id, name, createdAt }) => `${id} ${name} ${createdAt}`).join("\n")
        if (text !== told) progress(all)
        told = text
      })
    },
    async "models.generate"(request, { signal, progress }) {
      const model = sourceOf(request.source, models, folder)
      const executor = createUseExecutor()
      try {
        const candidates = []
        const tell = (fraction: number): void => progress({ fraction })
        for await (const candidate of generate(model, request, {
          executor,
          signal,
          progress: tell,
        })) {
          candidates.push(candidate)
          progress({ fraction: candidates.length / request.count, candidate })
        }
        return candidates
      } finally {
        await executor.close()
      }
    },
    "files.exportModel": ({ modelId, path }) => exportModel(models.open(modelId), path),
    "files.importModel"({ path }) {
      const id = newId() as ModelId
      const model = importModel(path)
      const taken = new Set(models.list().map(({ name }) => name))
      models.add(id, { ...model, name: freeName(model.name, taken) }, clock.now())
      changed()
      return id
    },
  }
}

/** "Sea", then "Sea 2". */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${name} ${number}`
  return free
}

type Spoken = Pick<RowModel, "config" | "language" | "weights">

function sourceOf(source: GenerateRequest["source"], models: ModelStore, folder: string): Spoken {
  if ("modelId" in source) return models.open(source.modelId)
  const { model, language } = readMaterial(join(folder, source.runId))
  return { config: model, language, weights: readStep(join(folder, source.runId), source.step) }
}
