/** Runs after `npm ci`: compiles the kernels, so that the CLI and the tests need no further build. */
import { buildKernels } from "./build-kernels.ts"

const built = await buildKernels()
if (built.length > 0) console.log(`kernels built: ${built.join(", ")}`)
