/** `slipmat commands`: what `slipmat apply` takes. */
import type { Command } from "commander"
import { z } from "zod"
import { commands } from "#shared/project/index.ts"
import { printJson, printLine } from "../output.ts"

interface Schema {
  properties?: Record<string, { enum?: unknown[] }>
  required?: string[]
}

export function addCommands(program: Command): void {
  program
    .command("commands")
    .description("list the commands that apply does, with their arguments")
    .option("--json", "print one JSON document, with a JSON Schema of the arguments of each")
    .action(({ json }: { json?: true }) => {
      const all = commands.map(({ name, args }) => ({ name, args: schemaOf(args) }))
      if (json) printJson({ commands: all })
      else for (const { name, args } of all) printLine(commandLine(name, args))
    })
}

const schemaOf = (args: z.ZodType): object =>
  z.toJSONSchema(args, { io: "input", unrepresentable: "any" })

/** Pure: "track.add  id kind(audio, bus) name colour?", with what may be left out marked. */
export function commandLine(name: string, { properties = {}, required = [] }: Schema): string {
  const args = Object.entries(properties).map(([key, { enum: values }]) => {
    const choice = values ? `(${values.map(String).join(", ")})` : ""
    return `${key}${choice}${required.includes(key) ? "" : "?"}`
  })
  return [name, args.join(" ")].filter((part) => part !== "").join("  ")
}
