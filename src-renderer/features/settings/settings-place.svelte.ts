/** Where in the settings one is: what is searched for, and the section that was asked for from elsewhere. */
import type { SectionId } from "./model/rows.ts"

export class SettingsPlace {
  query = $state("")
  /** Shown and forgotten by the view. */
  wanted = $state<SectionId | null>(null)

  show(section: SectionId): void {
    this.query = ""
    this.wanted = section
  }
}
