import { expect, test } from "@playwright/test"
import { conformanceCases } from "../support/conformance/cases.ts"
import { buildConformance } from "./conformance/build.ts"
import { launchStudio, type LaunchedStudio } from "./support/launch.ts"

interface Runner {
  runConformanceCase(name: string): Promise<void>
}

/** Run inside the other process, so it may name nothing of this file. */
const runThere = async (name: string): Promise<string> => {
  try {
    await (globalThis as unknown as Runner).runConformanceCase(name)
    return "conforms"
  } catch (error) {
    return String(error)
  }
}

for (const host of ["child", "utility"]) {
  test.describe(`with the engine as a ${host} process`, () => {
    let studio: LaunchedStudio

    test.beforeAll(async () => {
      const application = await buildConformance()
      studio = await launchStudio({ application, env: { CONFORMANCE_HOST: host } })
      await studio.window.waitForFunction(() => "runConformanceCase" in globalThis)
    })
    test.afterAll(() => studio.close())

    for (const name of Object.keys(conformanceCases)) {
      test(`to the page: ${name}`, async () => {
        expect(await studio.window.evaluate(runThere, name)).toBe("conforms")
      })
      test(`to the shell: ${name}`, async () => {
        const outcome = await studio.app.evaluate(async (_electron, each) => {
          try {
            await (globalThis as unknown as Runner).runConformanceCase(each)
            return "conforms"
          } catch (error) {
            return String(error)
          }
        }, name)
        expect(outcome).toBe("conforms")
      })
    }
  })
}
