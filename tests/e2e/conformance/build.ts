/** Bundles the conformance application as electron-vite bundles the studio. */
import { builtinModules } from "node:module"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { build, type InlineConfig } from "vite"
import { repository } from "../../../scripts/machine/command.ts"

const output = join(repository, "out/conformance")
const at = (path: string): string => join(repository, path)

const quiet: InlineConfig = { configFile: false, logLevel: "error", root: repository }

/** Returns the script to be opened with Electron. */
export async function buildConformance(): Promise<string> {
  await bundleForNode({
    main: at("tests/e2e/conformance/main.ts"),
    engine: at("tests/support/conformance/entry-process.ts"),
  })
  await build({
    ...quiet,
    build: {
      outDir: join(output, "preload"),
      target: "chrome130",
      lib: { entry: at("src-preload/index.ts"), formats: ["cjs"], fileName: () => "index.cjs" },
      rolldownOptions: { external: ["electron"] },
    },
  })
  await build({
    ...quiet,
    build: {
      outDir: join(output, "renderer"),
      target: "chrome130",
      lib: {
        entry: at("tests/e2e/conformance/page.ts"),
        formats: ["es"],
        fileName: () => "page.js",
      },
    },
  })
  await mkdir(join(output, "renderer"), { recursive: true })
  const page =
    '<!doctype html><title>Conformance</title><script type="module" src="page.js"></script>'
  await writeFile(join(output, "renderer/index.html"), page)
  return join(output, "main/main.js")
}

async function bundleForNode(input: Record<string, string>): Promise<void> {
  await build({
    ...quiet,
    build: {
      outDir: join(output, "main"),
      ssr: true,
      target: "node20",
      rolldownOptions: {
        input,
        external: ["electron", "zod", ...builtinModules, /^node:/],
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  })
}
