/** Profiles of controllers as files: in from the disk, checked, and out again. */
import { toStudioError } from "#shared/contract/index.ts"
import { readProfile, type ControllerProfile } from "#shared/gesture/index.ts"
import type { Studio } from "../../../session/index.ts"

/** No profile comes near it. */
const MOST_BYTES = 1_000_000

/** Keeps what can be read of some files. @returns what is wrong with the others, by file and line */
export async function importProfiles(studio: Studio, files: readonly File[]): Promise<string[]> {
  const problems: string[] = []
  for (const file of files) {
    try {
      if (file.size > MOST_BYTES) throw new Error(`${file.name} is no controller: it is too large`)
      const profile = readProfile(await file.text(), file.name)
      await keepWithUndo(studio, profile, `Import ${profile.name}`)
    } catch (error) {
      problems.push(toStudioError(error).message)
    }
  }
  return problems
}

async function keepWithUndo(
  { controllers, history }: Studio,
  profile: ControllerProfile,
  label: string,
): Promise<void> {
  const before = controllers.known.find(
    (each) => each.isOwn && each.profile.id === profile.id,
  )?.profile
  await controllers.keep(profile)
  history.record({
    label,
    undo: () => (before ? controllers.keep(before) : controllers.forget(profile.id)),
    redo: () => controllers.keep(profile),
  })
}

export async function forgetProfile(
  { controllers, history, toasts }: Studio,
  profile: ControllerProfile,
): Promise<void> {
  try {
    await controllers.forget(profile.id)
    history.record({
      label: `Remove ${profile.name}`,
      undo: () => controllers.keep(profile),
      redo: () => controllers.forget(profile.id),
    })
  } catch (error) {
    toasts.error(error, `${profile.name} could not be removed.`)
  }
}

/** As the file that CONTRIBUTING describes. */
export async function exportProfile(
  { shell, toasts }: Studio,
  profile: ControllerProfile,
): Promise<void> {
  try {
    const bytes = new TextEncoder().encode(`${JSON.stringify(profile, undefined, 2)}\n`)
    await shell["shell.save"]({ name: `${profile.id}.json`, bytes })
  } catch (error) {
    toasts.error(error, `${profile.name} could not be written.`)
  }
}
