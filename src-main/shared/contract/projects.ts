/** Projects that are open in the engine: the window sends what was done, the engine keeps it on disk. */
import { z } from "zod"
import { uint8 } from "./arrays.ts"
import { procedure } from "./rpc.ts"

/** Of a project, in the library of this computer. */
export const OpenProjectId = z.string().min(1).brand<"OpenProjectId">()
export type OpenProjectId = z.infer<typeof OpenProjectId>

/** The document as `projectToText` writes it, and steps as `replay` reads them, which checks them. */
const Document = z.string()
const Step = z.unknown()

export const OpenedProject = z.object({
  id: OpenProjectId,
  /** Of the file, without its folder. */
  name: z.string(),
  isReadOnly: z.boolean(),
  /** Lies among the studio's own files until it is saved elsewhere. */
  isUntitled: z.boolean(),
  document: Document,
  /** What was recovered or lost, in words; null where the project was closed as it should be. */
  recovered: z.string().nullable(),
})
export type OpenedProject = z.infer<typeof OpenedProject>

export const projects = {
  /** The project that was open last, else a new one. */
  "projects.resume": procedure({ input: z.object({}), output: OpenedProject }),
  "projects.create": procedure({ input: z.object({}), output: OpenedProject }),
  /** Keeps steps; confirmed once they are on disk. */
  "projects.append": procedure({
    input: z.object({ id: OpenProjectId, steps: z.array(Step).min(1) }),
    output: z.void(),
  }),
  /** The project as another Slipmat left it in the file meanwhile; null where none wrote into it. */
  "projects.refresh": procedure({
    input: z.object({ id: OpenProjectId }),
    output: OpenedProject.nullable(),
  }),
  /** After the engine was restarted: opens the project again and puts the window's document into it. */
  "projects.restore": procedure({
    input: z.object({ id: OpenProjectId, document: Document }),
    output: z.void(),
  }),
  /** Puts the recordings into the project's own file, so that it can go to another machine as one. */
  "projects.collect": procedure({
    input: z.object({ id: OpenProjectId }),
    output: z.object({
      recordings: z.int().describe("that the file carries now"),
      bytes: z.int().describe("of all of them"),
      missing: z.array(z.string()).describe("names of recordings that could not be found"),
    }),
    progress: z.object({ fraction: z.number() }),
  }),
  /** A MusicXML file, packed or not, as a document of its own: nothing is opened or kept. @throws unreadable */
  "projects.readScore": procedure({
    input: z.object({ name: z.string(), bytes: uint8 }),
    output: z.object({
      document: Document,
      warnings: z.array(z.string()).describe("what could not be taken over as it is"),
    }),
  }),
  "projects.close": procedure({ input: z.object({ id: OpenProjectId }), output: z.void() }),
}
