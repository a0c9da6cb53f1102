/** What a dialogue is held with. */
import type { ProjectTransport } from "../../../audio/index.ts"
import type { Studio } from "../../../session/index.ts"
import type { ExchangeList } from "../answers/exchange-list.svelte.ts"
import type { DuetSettings } from "../settings.svelte.ts"
import type { DuetTracks } from "./duet-tracks.ts"

export interface DialogueParts {
  readonly studio: Studio
  readonly transport: ProjectTransport
  readonly settings: DuetSettings
  readonly tracks: DuetTracks
  readonly list: ExchangeList
}
