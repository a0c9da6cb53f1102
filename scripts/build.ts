/** `npm run build`: everything the application is made of, whether stale or not. */
import { buildBundles } from "./machine/builds.ts"
import { main } from "./machine/command.ts"
import { buildDemoSong } from "./build-demo-song.ts"
import { buildKernels } from "./build-kernels.ts"

await main(async () => {
  await buildKernels()
  await buildDemoSong()
  await buildBundles()
  return 0
})
