/** `npm run bench`: lists the benches; `npm run bench -- NAME [arguments]` runs one. */
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { main, repository, run, ScriptError } from "./machine/command.ts"

const folder = join(repository, "tests/bench")

await main(async () => {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -3))
  const [name, ...rest] = process.argv.slice(2)
  if (!name) {
    console.log(`Benches:\n${names.map((each) => `  npm run bench -- ${each}`).join("\n")}`)
    return 0
  }
  if (!names.includes(name)) throw new ScriptError(`There is no bench ${name}: ${names.join(", ")}`)
  const { code } = await run(process.execPath, [join(folder, `${name}.ts`), ...rest])
  return code
})
