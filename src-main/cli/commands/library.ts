import type { Command } from "commander"
import { fail } from "#shared/contract/errors.ts"
import type { Song } from "#shared/contract/library.ts"
import { EXIT } from "../exit.ts"
import { printJson, printLine } from "../output.ts"
import { quietly, withExistingEngine, withLibrary } from "../with-engine.ts"
import { libraryOption } from "./options.ts"

interface Options {
  library?: string
  json?: true
}

export function addLibrary(program: Command, signal: AbortSignal): void {
  const library = program.command("library").description("list, remove and verify what is kept")
  library
    .command("list")
    .description("the songs of the library")
    .option("--search <words>", "in title, artist and tags", "")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((options: Options & { search: string }) =>
      withLibrary(options.library, async ({ handlers }) => {
        const query = { search: options.search, removed: false }
        const songs = await handlers["library.list"](query, quietly(signal))
        if (options.json) printJson({ songs })
        else for (const song of songs) printLine(line(song))
      }),
    )
  library
    .command("remove")
    .description("remove a song; its files are kept for 30 days")
    .argument("<id or title>")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((which: string, options: Options) =>
      withExistingEngine(options.library, async ({ handlers }) => {
        const songs = await handlers["library.list"](
          { search: "", removed: false },
          quietly(signal),
        )
        const matching = songs.filter(({ id, title }) => id === which || title === which)
        if (matching.length > 1)
          fail("invalid-input", `${matching.length} songs are called ${which}: give the id`)
        const song = matching[0] ?? fail("not-found", `No song is called ${which}`)
        await handlers["library.remove"]({ songId: song.id }, quietly(signal))
        if (options.json) printJson({ removed: song.id })
        else printLine(`removed ${song.title}`)
      }),
    )
  library
    .command("verify")
    .description("check the database and every stored file")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((options: Options) =>
      withLibrary(options.library, async ({ handlers }) => {
        const result = await handlers["library.verify"]({}, quietly(signal))
        if (options.json) printJson(result)
        else {
          for (const { what, reason } of result.problems) printLine(`${what}: ${reason}`)
          printLine(
            `${result.songs} songs, ${result.mediaFiles} files, ${result.problems.length} problems`,
          )
        }
        process.exitCode = result.problems.length > 0 ? EXIT.failed : EXIT.ok
      }),
    )
}

function line({ id, title, durationSeconds, kind, parts }: Song): string {
  const minutes = Math.floor(durationSeconds / 60)
  const seconds = String(Math.floor(durationSeconds % 60)).padStart(2, "0")
  const chunks = parts.reduce((sum, { chunkCount }) => sum + chunkCount, 0)
  return [
    id,
    `${minutes}:${seconds}`.padStart(7),
    kind.padEnd(6),
    `${chunks} chunk${chunks === 1 ? "" : "s"}`.padStart(12),
    title,
  ].join("  ")
}
