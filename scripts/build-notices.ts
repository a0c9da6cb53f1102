/**
 * Gathers the licences of the packages that ship into out/THIRD-PARTY-NOTICES.txt, which goes with every package: most
 * licences ask for it, and codec-parser (LGPL-3.0, read by the Vorbis decoder's package) for a word of its own.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { repository, run, ScriptError } from "./machine/command.ts"

const target = join(repository, "out/THIRD-PARTY-NOTICES.txt")
const LGPL_NOTE = `Slipmat uses codec-parser unchanged, as a package of its own that may be exchanged for another version of it.`

const KIT_NOTE = `The sounds of the Slipmat Kit are Slipmat's own, and free of any: CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/`

interface PackageJson {
  name: string
  version: string
  license?: string
  homepage?: string
  repository?: string | { url: string }
}

export async function buildNotices(): Promise<string> {
  const options = ["ls", "--omit=dev", "--all", "--parseable"]
  // It ends with 1 where it minds a version (a package of ours asks for the "latest" of another), and lists all the same.
  const { output: listed } = await run("npm", options, { isQuiet: true, withoutErrors: true })
  const folders = [...new Set(listed.split("\n"))].filter((folder) =>
    folder.includes("node_modules"),
  )
  if (folders.length === 0) throw new ScriptError("npm ls names no packages: run `npm ci` first")
  const notices = folders.filter((folder) => existsSync(join(folder, "package.json"))).map(noticeOf)
  const head = `Slipmat contains the work of others. Their licences follow.\n${KIT_NOTE}\n`
  await mkdir(join(repository, "out"), { recursive: true })
  await writeFile(target, [head, ...notices.sort()].join(`\n${"-".repeat(80)}\n\n`))
  return target
}

function noticeOf(folder: string): string {
  const json = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson
  const { name, version, license = "see below", homepage } = json
  const source = typeof json.repository === "string" ? json.repository : json.repository?.url
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each))
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${license}`
  const note = license.startsWith("LGPL") ? `${LGPL_NOTE}\n\n` : ""
  return `${name} ${version} (${license})\n${homepage ?? source ?? ""}\n\n${note}${text}\n`
}
