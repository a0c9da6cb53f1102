export { loadKernel, type Kernel } from "./kernel-io.ts"
