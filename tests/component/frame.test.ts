import { describe, expect, test } from "vitest"
import { page } from "vitest/browser"
import { StudioError } from "#shared/contract/index.ts"
import { aSong } from "../support/synthetic-song.ts"
import { trackOf } from "#shared/project/index.ts"
import { findEntries } from "../../src-renderer/app/palette-entries.ts"
import { aJob } from "./support/library.ts"
import { openStudio, press, songRow, violations } from "./support/open-studio.ts"

const songs = () => [aSong({ title: "Night Ferry", tags: ["dusk"] }), aSong({ title: "Low Tide" })]

describe("the command palette", () => {
  test("finds songs and commands by words, and gives the focus back on Escape", async () => {
    await openStudio({ songs: songs() })
    await songRow("Low Tide").click()
    await press("{Control>}k{/Control}")
    await press("ferry")
    await expect.element(page.getByRole("option", { name: /Night Ferry/ })).toBeVisible()
    await press("{Escape}")
    await expect.element(page.getByRole("combobox")).not.toBeInTheDocument()
    await expect.element(songRow("Low Tide")).toHaveFocus()
  })

  test("shows only commands after >, and runs the chosen one", async () => {
    const { studio } = await openStudio({ songs: songs() })
    await expect.element(songRow("Low Tide")).toBeVisible()
    await press("{Control>}k{/Control}")
    await press("> removed")
    const options = page.getByRole("option")
    await expect.element(options.first()).toMatchTextContent(/Show removed songs/)
    expect(await violations()).toEqual([])
    await press("{Enter}")
    await expect.element(page.getByText("Nothing is removed")).toBeVisible()
    expect(studio.preferences.read).toBeDefined()
  })

  test("selects the songs of a tag after #", async () => {
    const { studio } = await openStudio({ songs: songs() })
    await expect.element(songRow("Low Tide")).toBeVisible()
    await press("{Control>}k{/Control}")
    await press("#dusk{Enter}")
    await expect.poll(() => studio.selection.of("song")).toHaveLength(1)
  })

  test("knows what a composer calls things, and what is done with the selected track", async () => {
    const { studio } = await openStudio({ songs: songs() })
    studio.navigation.go("timeline")
    await expect.poll(() => studio.project.isOpen).toBe(true)
    studio.project.run("track.add", { id: "one", kind: "audio", name: "One" })
    studio.selection.set("track", ["one"])
    await expect.poll(() => studio.commands.find("timeline.zoom-in")).toBeDefined()
    const found = (query: string): string[] => findEntries(studio, query, []).map(({ id }) => id)
    expect(found("> zoom in")).toContain("timeline.zoom-in")
    expect(found("> zoom out")).toContain("timeline.zoom-out")
    expect(found("> history")).toContain("timeline.inspector")
    expect(found("> solo")).toContain("track.solo")
    const track = () => trackOf(studio.project.project, "one")
    studio.commands.run("track.mute")
    expect(track().isMuted).toBe(true)
    await press("{Control>}k{/Control}")
    await press("> reverb{Enter}")
    await expect.poll(() => track().devices).toHaveLength(1)
    await expect.element(page.getByTestId("toast")).toMatchTextContent(/Reverb is on One/)
    studio.selection.clear()
    await press("{Control>}k{/Control}")
    await press("> compressor{Enter}")
    await expect.element(page.getByText("Select a track first: click its name")).toBeVisible()
    expect(track().devices).toHaveLength(1)
  })

  test("begins anew each time, after a command was run as after Escape", async () => {
    await openStudio({ songs: songs() })
    await expect.element(songRow("Low Tide")).toBeVisible()
    for (const ending of ["> removed{Enter}", "ferry{Escape}"]) {
      await press("{Control>}k{/Control}")
      await expect.element(page.getByRole("combobox")).toHaveValue("")
      await press(ending)
      await expect.element(page.getByRole("combobox")).not.toBeInTheDocument()
    }
  })
})

test("the view of keys tells what each key does now, once", async () => {
  const { studio } = await openStudio({ songs: songs() })
  await expect.element(songRow("Low Tide")).toBeVisible()
  studio.commands.register(
    ["Undo", "Undo"].map((label, i) => ({
      ...{ id: `test.undo-${i}`, label, keys: "Ctrl+Alt+9", group: "Edit" },
      run: () => undefined,
    })),
  )
  await press("?")
  await expect.element(page.getByRole("dialog", { name: "Keys" })).toBeVisible()
  const names = [...document.querySelectorAll("dt")].map(({ textContent }) => textContent)
  expect(names.filter((name) => name === "Undo")).toHaveLength(1)
})

describe("a theme", () => {
  test("is chosen in the palette, worn at once, kept, and free of violations", async () => {
    const { studio, fake } = await openStudio({ songs: songs() })
    await expect.element(songRow("Low Tide")).toBeVisible()
    expect(getComputedStyle(document.body).backgroundColor).toBe("oklch(0.175 0.004 75)")
    await press("{Control>}k{/Control}")
    await press("theme light{Enter}")
    await expect
      .poll(() => getComputedStyle(document.body).backgroundColor)
      .toBe("oklch(0.94 0.005 80)")
    // Controls fade from one colour to the other.
    await expect.poll(violations, { timeout: 15_000 }).toEqual([])
    await studio.preferences.flush()
    expect(fake.preferences).toMatchObject({ "app.theme": "light" })
    studio.theme.choose("dark")
  })
})

describe("the window", () => {
  test("is walked through region by region with F6", async () => {
    await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    const seen = new Set<string>()
    for (let i = 0; i < 8; i++) {
      await press("{F6}")
      const region = document.activeElement?.closest("[data-region]")
      seen.add(`${region?.tagName} ${region?.getAttribute("aria-label") ?? ""}`.trim())
    }
    expect([...seen].sort()).toEqual([
      "ASIDE Details",
      "ASIDE Filters",
      "DIV",
      "HEADER",
      "MAIN",
      "NAV Views",
    ])
  })

  test("has room for all of its top bar where it is least, and is scrolled where even less is seen", async () => {
    await page.viewport(1024, 640)
    const { studio } = await openStudio({ songs: songs() })
    studio.navigation.go("timeline")
    await expect.element(page.getByRole("button", { name: "Metronome" })).toBeVisible()
    const places = [
      ...document.querySelectorAll("header.top :is(button:not(.display *), .display)"),
    ]
      .map((element) => element.getBoundingClientRect())
      .toSorted((a, b) => a.left - b.left)
    expect(places.at(-1)!.right).toBeLessThanOrEqual(1024)
    for (const [i, { right }] of places.slice(0, -1).entries())
      expect(right).toBeLessThanOrEqual(places[i + 1]!.left)
    const screen = document.querySelector(".screen")!
    expect([screen.scrollWidth, screen.scrollHeight]).toEqual([1024, 640])
    await page.viewport(720, 450)
    expect([screen.scrollWidth, screen.scrollHeight]).toEqual([1024, 640])
    await page.viewport(1280, 800)
  })

  test("leaves the project its name and its state where jobs run and there is least room", async () => {
    await page.viewport(1024, 640)
    const { studio } = await openStudio({
      songs: songs(),
      jobs: [aJob({ title: "Import of a long recording", state: "running", fraction: 0.42 })],
      overrides: {
        "projects.append": () => {
          throw new StudioError("disk-full", "The disk is full")
        },
      },
    })
    studio.navigation.go("timeline")
    await expect.element(page.getByTestId("job-chip")).toBeVisible()
    const task = studio.work.begin("Exporting")
    task.call.onProgress({ fraction: 0.5 })
    await expect.element(page.getByTestId("work-chip")).toBeVisible()
    await expect.poll(() => studio.project.isOpen).toBe(true)
    const boxOf = (selector: string): DOMRect =>
      document.querySelector(`header.top ${selector}`)!.getBoundingClientRect()
    const check = (): void => {
      expect(boxOf(".brand").width).toBeGreaterThanOrEqual(128)
      expect(boxOf(".song").right).toBeLessThanOrEqual(boxOf(".transport").left)
      expect(boxOf(".song > span").right).toBeLessThanOrEqual(boxOf(".transport").left)
      expect(boxOf(".transport").right).toBeLessThanOrEqual(boxOf(".right > :first-child").left)
      expect(boxOf(".right > :last-child").right).toBeLessThanOrEqual(1024)
    }
    check()
    studio.project.run("track.add", { id: "one", kind: "audio", name: "One" })
    await expect.element(page.getByRole("button", { name: /Not saved/ })).toBeVisible()
    check()
    expect(boxOf(".problem").width).toBeGreaterThan(60)
    task.end()
    await expect.element(page.getByTestId("work-chip")).not.toBeInTheDocument()
    check()
    await page.viewport(1280, 800)
  })

  test.each([
    [1280, 640],
    [1440, 700],
    [1440, 761],
  ])("has room for all views beside each other at %i x %i", async (width, height) => {
    await page.viewport(width, height)
    await openStudio({ songs: songs() })
    const views = page.getByRole("navigation", { name: "Views" })
    await expect.element(views).toBeVisible()
    const places = views
      .getByRole("button")
      .elements()
      .map((element) => element.getBoundingClientRect())
    expect(places.length).toBeGreaterThan(8)
    for (const [i, { bottom }] of places.slice(0, -1).entries())
      expect(bottom).toBeLessThanOrEqual(places[i + 1]!.top)
    expect(places.at(-1)!.bottom).toBeLessThanOrEqual(
      views.element().getBoundingClientRect().bottom,
    )
    await page.viewport(1280, 800)
  })

  test("records into the loop's range by a button beside the others, and from the palette", async () => {
    const { studio } = await openStudio({ songs: songs() })
    studio.navigation.go("timeline")
    const button = page.getByRole("button", { name: "Record into the loop’s range" })
    await expect.element(button).toBeEnabled()
    await button.click()
    // Nothing is armed yet.
    await expect.element(page.getByRole("alert")).toMatchTextContent(/No track is armed/)
    await press("{Control>}k{/Control}")
    await press(">punch")
    await expect.element(page.getByRole("option", { name: /Record into the loop/ })).toBeVisible()
    await press("{Escape}")
  })

  test("shows only keys that work now", async () => {
    await openStudio({ songs: songs() })
    const hints = page.getByRole("list", { name: "Keys that work now" })
    await expect.element(songRow("Night Ferry")).toBeVisible()
    await expect.element(hints).not.toMatchTextContent(/Remove/)
    await songRow("Night Ferry").click()
    await expect.element(hints).toMatchTextContent(/Remove/)
  })

  test("says when the engine is lost, and takes up the feeds when it is back", async () => {
    const { studio, fake } = await openStudio({ songs: songs() })
    await expect.element(songRow("Night Ferry")).toBeVisible()
    fake.crash()
    await expect.element(page.getByTestId("engine-state")).toMatchTextContent(/Engine restarting/)
    fake.songs = [...fake.songs, aSong({ title: "Came meanwhile" })]
    fake.plug(studio)
    await expect.element(page.getByTestId("engine-state")).toMatchTextContent(/^\s*Engine\s*$/)
    await expect.element(songRow("Came meanwhile")).toBeVisible()
    await expect
      .element(page.getByTestId("toast"))
      .toMatchTextContent(/The engine stopped and was started again. Nothing was lost./)
  })

  test("lists its keys", async () => {
    await openStudio({ songs: songs() })
    await songRow("Night Ferry").click()
    await press("?")
    await expect.element(page.getByRole("dialog", { name: "Keys" })).toBeVisible()
    expect(await violations()).toEqual([])
  })
})

test("a tip that shows keeps no key to itself: Escape closes it, and does what it means here", async () => {
  const { studio } = await openStudio({ songs: songs() })
  let heard = 0
  studio.commands.register([
    { id: "test.leave", label: "Leave", keys: "Escape", run: () => heard++ },
  ])
  const tip = () => document.querySelector("[data-tooltip-content]")
  await page.getByRole("button", { name: "Timeline" }).hover()
  await expect.poll(tip).not.toBeNull()
  await press("{Escape}")
  expect(heard).toBe(1)
  await expect.poll(tip).toBeNull()
})
