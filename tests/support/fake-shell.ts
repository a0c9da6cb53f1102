/** The desktop around the window, in memory: dialogs are answered at once. */
import type { Handlers, shell as shellContract } from "../../src-main/shared/contract/index.ts"
import type { FakeEngine, FakeOptions } from "./fake-engine.ts"

export function fakeShell(
  fake: Pick<FakeEngine, "preferences">,
  options: FakeOptions,
): Handlers<typeof shellContract> {
  const imported = (what: string): { jobIds: [] } => {
    options.onImport?.(what)
    return { jobIds: [] }
  }
  return {
    "shell.import": ({ what }) => imported(what),
    "shell.importDemo": () => imported("demo"),
    "shell.importPaths": () => imported("paths"),
    "shell.importDataset": () => null,
    "shell.exportModel": ({ name }) => ({ name: `${name}.safetensors` }),
    "shell.importModel": () => null,
    "shell.findRecordings": ({ wanted }) => options.onFind?.(wanted) ?? null,
    "shell.save": () => ({ path: "saved" }),
    "shell.exportChunks": () => ({ written: 1 }),
    "shell.openProject": () => null,
    "shell.saveProjectAs": ({ name }) => ({ name: `${name}.slipmat` }),
    "shell.exportProject": (input, call) =>
      options.onExport?.(input, call) ?? { name: `${input.name}.${input.kind}`, warnings: [] },
    "shell.window": () => {},
    "shell.setScale": () => {},
    "shell.readPreferences": () => fake.preferences,
    "shell.writePreferences": ({ preferences }) => void (fake.preferences = preferences),
    "shell.open": ({ what }) => options.onOpen?.(what),
    "shell.about": () => ({
      version: "0.0.0",
      electron: "none",
      platform: "linux",
      engine: "child",
    }),
  }
}
