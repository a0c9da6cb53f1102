/**
 * Loads a compiled kernel. Kernels own no memory: `bytes` of shared memory are allocated here, the caller lays them
 * out from KERNEL_HEAP_START up and passes byte offsets. The same memory may be given to instances in other threads.
 */
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { StudioError } from "#shared/contract/errors.ts"

const PAGE_BYTES = 65_536
const MAXIMUM_PAGES = 65_536
/** Static data and the stack of a kernel live below this offset. */
export const KERNEL_HEAP_START = PAGE_BYTES

export interface Kernel<Exports> {
  exports: Exports
  memory: WebAssembly.Memory
  /** First byte the caller may use. */
  heapStart: number
}

const modules = new Map<string, WebAssembly.Module>()

/**
 * `bytes`: working memory beyond the kernel's own page, shared unless the kernel was built otherwise (UNSHARED in
 * scripts/build-kernels.ts); or an existing `memory` shared with other threads.
 */
export function loadKernel<Exports>(
  name: string,
  space: { bytes: number; shared?: boolean } | { memory: WebAssembly.Memory },
): Kernel<Exports> {
  const memory = "memory" in space ? space.memory : allocate(space.bytes, space.shared ?? true)
  const exports = instantiateKernel(name, { env: { memory } })
  return { exports: exports as Exports, memory, heapStart: KERNEL_HEAP_START }
}

/** An instance with imports of its own: for what others have compiled. @throws StudioError not-found where it was not built */
export function instantiateKernel(
  name: string,
  imports: WebAssembly.Imports,
): Record<string, unknown> {
  const module = modules.get(name) ?? compile(name)
  modules.set(name, module)
  return new WebAssembly.Instance(module, imports).exports
}

/** Enlarges a kernel's memory; returns where the new bytes, zeros, begin. Views of shared memory stay valid. */
export function growMemory(memory: WebAssembly.Memory, bytes: number): number {
  return memory.grow(Math.ceil(bytes / PAGE_BYTES)) * PAGE_BYTES
}

function allocate(bytes: number, shared: boolean): WebAssembly.Memory {
  const initial = 1 + Math.ceil(bytes / PAGE_BYTES)
  if (initial > MAXIMUM_PAGES) {
    throw new StudioError(
      "out-of-memory",
      `A kernel asked for ${Math.round(bytes / 1e6)} MB, the limit is 4 GB`,
    )
  }
  return new WebAssembly.Memory({ initial, maximum: MAXIMUM_PAGES, shared })
}

function compile(name: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(findKernel(name)))
}

/** resources/ stands beside src-main in the repository and beside out/ in the app: the nearest one above wins. */
function findKernel(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, "resources/kernels", `${name}.wasm`)
    if (existsSync(candidate)) return candidate
    if (dirname(folder) === folder) break
  }
  throw new StudioError("not-found", `The kernel ${name}.wasm is missing: run "npm run prepare"`)
}
