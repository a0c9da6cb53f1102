export {
  provideProjectTransport,
  provideTransport,
  useProjectTransport,
  useTransport,
} from "./transport-context.ts"
export type { ProjectTransport } from "./project-transport.svelte.ts"
export type { Audition } from "./audition-run.ts"
export type { AuditionPlace, Transport } from "./transport.svelte.ts"
