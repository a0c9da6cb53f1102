/** A program: opens the engine on the library it is given, hears and changes things, and prints what came of it. */
import { createEngine } from "#engine/engine.ts"
import { nodePlatform } from "#engine/platform/node/index.ts"
import { toWire } from "#shared/contract/errors.ts"

const [libraryDirectory = "", file = ""] = process.argv.slice(2)
const { handlers, close } = await createEngine(
  nodePlatform({ libraryDirectory, writeLog: (line) => process.stderr.write(`${line}\n`) }),
)
const context = { signal: new AbortController().signal, progress: () => undefined }
const [song] = await handlers["library.list"]({ search: "", removed: false }, context)
const partIds = song!.parts.map(({ id }) => id)
const [partId] = partIds
const settings = { partIds, method: "t-sne", perplexity: 30, seed: 1 } as const

const asked = {
  map: () => handlers["maps.open"](settings, context),
  chunks: () => handlers["chunks.read"]({ partId: partId!, offset: 0, count: 10 }, context),
  sound: () => handlers["audio.read"]({ partId: partId!, startFrame: 0, frames: 64 }, context),
  otherMap: () => handlers["maps.open"]({ ...settings, seed: 2 }, context),
  import: () => handlers["files.import"]({ paths: [file], asStems: false }, context),
  remove: () => handlers["library.remove"]({ songId: song!.id }, context),
  bounce: () =>
    handlers["chunks.bounce"]({ title: "Two", path: [{ partId: partId!, index: 0 }] }, context),
  resume: () => handlers["projects.resume"]({}, context),
}
const answers: Record<string, unknown> = {}
for (const [name, ask] of Object.entries(asked)) {
  answers[name] = await Promise.resolve()
    .then<unknown>(ask)
    .catch((error: unknown) => toWire(error))
}
await new Promise((done) => setTimeout(done, 600)) // the scheduler has looked for work meanwhile
await close()
process.stdout.write(JSON.stringify(answers))
