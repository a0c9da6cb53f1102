import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { page, userEvent } from "vitest/browser"
import { noteKey } from "../../../src-renderer/session/index.ts"
import { after, aNotesClip, anEmptyProject } from "../../support/projects.ts"
import { press, violations } from "../support/open-studio.ts"
import { openMixer, strip } from "./open-mixer.ts"
import { pull } from "./pull.ts"

beforeEach(() => page.viewport(1280, 800))
afterEach(() => page.viewport(1280, 800))

const focusOn = (name: string): void => (strip(name).element() as HTMLElement).focus()
const slider = (name: string) => page.getByRole("slider", { name, exact: true })
const button = (name: string) => page.getByRole("button", { name, exact: true })

describe("the mixer", () => {
  test("shows tracks, group and buses from left to right, the master last, without violations", async () => {
    await openMixer()
    const names = page
      .getByRole("group")
      .elements()
      .flatMap((each) =>
        each.matches("[data-track]") ? (each.ariaLabel?.split(",")[0] ?? "") : [],
      )
    expect(names).toEqual([
      ...["Drums", "Bass", "Piano", "Strings", "Violins", "Cellos", "Map chunks"],
      ...["Quay ambience", "Deck A", "Hall", "Echo", "Master"],
    ])
    expect(await violations()).toEqual([])
  })

  test("has each name on one line, cut where it is longer than its strip, and whole under the pointer", async () => {
    const { studio } = await openMixer()
    const long = "Electric Piano 1, the left hand of the second verse"
    studio.project.run("track.rename", { trackId: "piano", name: long })
    const words = page.getByTitle(long)
    await expect.element(words).toHaveTextContent(long)
    const { scrollWidth, clientWidth, clientHeight } = words.element()
    expect(scrollWidth).toBeGreaterThan(clientWidth)
    expect(clientHeight).toBe(page.getByTitle("Bass").element().clientHeight)
  })

  test("shows the devices of the track whose clip or note is selected", async () => {
    const { studio } = await openMixer()
    const current = () => document.querySelector('[data-track][tabindex="0"]')
    studio.project.run("clip.add", { clips: [aNotesClip("verse", { trackId: "bass" })] })
    studio.selection.set("note", [noteKey("verse", "n1")])
    await expect.poll(() => current()?.getAttribute("data-track")).toBe("bass")
  })

  test("makes one entry of a whole drag, and none of one that is taken back", async () => {
    const { track, labels, studio } = await openMixer()
    const cap = slider("Level of Drums").element()
    const held = await pull(cap, 0, 60)
    expect(track("drums").gainDb).toBeLessThan(-8)
    expect(labels()).toEqual([])
    held.drop()
    expect(labels()).toEqual(["Set level"])
    studio.project.undo()
    expect(track("drums").gainDb).toBe(-3.4)
    await pull(cap, 0, -20)
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }))
    expect(track("drums").gainDb).toBe(-3.4)
    expect(labels()).toEqual(["Set level"])
  })

  test("moves all selected strips by as many dB", async () => {
    const { studio, track } = await openMixer()
    studio.selection.set("track", ["drums", "bass"])
    focusOn("Drums")
    await press("{ArrowUp}")
    expect([track("drums").gainDb, track("bass").gainDb]).toEqual([-2.9, -3.8])
    expect(track("piano").gainDb).toBe(-4.8)
  })

  test("puts a fader at 0 dB and a pan in the middle by a double click", async () => {
    const { track } = await openMixer()
    await userEvent.dblClick(slider("Level of Piano"))
    await userEvent.dblClick(slider("Pan of Piano"))
    expect([track("piano").gainDb, track("piano").pan]).toEqual([0, 0])
  })

  test("takes a level that is typed, and shows the form that it understands for another", async () => {
    const { track } = await openMixer()
    await button("Level of Bass: −4.3").click()
    await press("loud{Enter}")
    await expect.element(page.getByRole("alert")).toHaveTextContent("−144 to 12, or −inf")
    await press("{Control>}a{/Control}-7,25 dB{Enter}")
    expect(track("bass").gainDb).toBe(-7.2)
  })

  test("is walked and mixed by keys", async () => {
    const { track, labels } = await openMixer()
    focusOn("Drums")
    await press("{ArrowRight}")
    await expect.element(strip("Bass")).toHaveFocus()
    await press("{ArrowUp}{ArrowUp}")
    expect(track("bass").gainDb).toBe(-3.3)
    await press("{Shift>}{ArrowDown}{/Shift}")
    expect(track("bass").gainDb).toBe(-3.4)
    await press("m")
    await press("s")
    await press("{Shift>}s{/Shift}")
    expect(track("bass")).toMatchObject({ isMuted: true, isSoloed: true, isSoloSafe: true })
    await press("{End}")
    await expect.element(strip("Master")).toHaveFocus()
    await press("{ArrowLeft}{ArrowLeft}")
    await expect.element(strip("Hall")).toHaveFocus()
    expect(labels()).toEqual([
      ...["Set level", "Set level", "Set level", "Mute", "Solo", "Keep audible in solo"],
    ])
  })

  test("lets one type a name after Enter, and gives the focus back", async () => {
    const { track } = await openMixer()
    focusOn("Deck A")
    await press("{Enter}")
    await expect.element(page.getByRole("textbox", { name: "Name of the track" })).toHaveFocus()
    await press("Left deck{Enter}")
    expect(track("deck").name).toBe("Left deck")
    await expect.element(strip("Left deck")).toHaveFocus()
  })

  test("dims what a solo silences, and not what leads to it or follows it", async () => {
    await openMixer()
    await button("Solo Violins").click()
    const label = (name: string): string => strip(name).element().ariaLabel ?? ""
    await expect.poll(() => label("Drums")).toContain("silent because others are soloed")
    for (const name of ["Violins", "Strings", "Hall", "Master"])
      expect(label(name)).not.toContain("silent")
    await button("End solo").click()
    await expect.poll(() => label("Drums")).not.toContain("silent")
  })

  test("dims the tracks of a muted group, and says why", async () => {
    const { studio } = await openMixer()
    const group = studio.project.project.trackOrder.find((id) => id === "strings")!
    studio.project.run("track.mute", { trackIds: [group], isMuted: true })
    await expect
      .poll(() => strip("Violins").element().ariaLabel)
      .toContain("silent because the group that it is in is muted")
    expect((button("Mute Violins").element() as HTMLElement).title).toContain("since the group")
    expect(strip("Piano").element().ariaLabel).not.toContain("silent")
  })

  test("folds a group and keeps its sound", async () => {
    const { track } = await openMixer()
    await button("2 strips of Strings").click()
    await expect.element(strip("Violins")).not.toBeInTheDocument()
    expect(track("violins").isMuted).toBe(false)
    await button("2 strips of Strings").click()
    await expect.element(strip("Violins")).toBeVisible()
  })

  test("adds a send to a bus, sets its level and removes it", async () => {
    const { track } = await openMixer()
    await button("Send from Bass").click()
    await page.getByRole("menuitem", { name: "Send to Hall" }).click()
    expect(track("bass").sends).toEqual([{ busId: "hall", gainDb: 0, isPreFader: false }])
    ;(slider("Send of Bass to Hall").element() as HTMLElement).focus()
    await press("{ArrowDown}")
    expect(track("bass").sends[0]?.gainDb).toBe(-0.5)
    await press("{Delete}")
    expect(track("bass").sends).toEqual([])
  })

  test("holds only the strips in view of two hundred, and finds the others by key", async () => {
    const project = Array.from({ length: 200 }, (_, i) => i).reduce(
      (made, i) => after(made, ["track.add", { id: `t${i}`, kind: "audio", name: `Track ${i}.` }]),
      anEmptyProject(),
    )
    await openMixer({ project })
    const there = (): number => document.querySelectorAll("[data-track]").length
    expect(there()).toBeLessThan(20)
    focusOn("Track 0.")
    await press("{End}{ArrowLeft}")
    await expect.element(strip("Track 199.")).toHaveFocus()
    expect(there()).toBeLessThan(20)
  })
})

describe("the least window, with the devices open", () => {
  const box = (element: Element): DOMRect => element.getBoundingClientRect()
  const devices = (): DOMRect =>
    box(page.getByRole("region", { name: "Devices of Bass" }).element())

  test.each([
    ["as they are", 274],
    ["pulled as high as they go", 480],
  ])("keeps faders, mutes and levels above them: %s", async (_, drawerPx) => {
    // 1024 x 640 without the window's frame.
    await page.viewport(968, 564)
    const settings = { isNarrow: false, hasDrawer: true, drawerPx }
    await openMixer({ preferences: { "mixer.view": settings } })
    focusOn("Bass")
    await expect.poll(() => slider("Level of Bass").elements().length).toBe(1)
    const controls = [
      ...[
        slider("Pan of Bass"),
        slider("Level of Bass"),
        button("Mute Bass"),
        button("Mute Master"),
      ],
      page.getByRole("button", { name: /^Level of Bass/ }),
    ]
    for (const each of controls) {
      const { top, bottom, height } = box(each.element())
      expect(height).toBeGreaterThan(10)
      expect(top).toBeGreaterThan(box(strip("Bass").element()).top)
      expect(bottom).toBeLessThanOrEqual(devices().top)
    }
    expect(devices().bottom).toBeLessThanOrEqual(innerHeight)
    // The fader has a way to go, and the chain goes on to the right.
    expect(box(slider("Level of Bass").element().closest(".way")!).height).toBeGreaterThan(60)
    const chain = page.getByRole("group", { name: "Chain of Bass" }).element()
    expect(chain.scrollWidth).toBeGreaterThan(chain.clientWidth)
    expect(getComputedStyle(chain).overflowX).toBe("auto")
  })
})

describe("the dock", () => {
  test("has the same strips, and asks for a place for devices", async () => {
    await page.viewport(1280, 400)
    const { opened, track } = await openMixer({ isDock: true })
    await button("Open Rev, Reverb").click()
    expect(opened).toEqual(["hall/reverb"])
    focusOn("Drums")
    await press("m")
    expect(track("drums").isMuted).toBe(true)
    expect(await violations()).toEqual([])
  })

  test("leaves the keys to the view above while the focus is there", async () => {
    const { track } = await openMixer({ isDock: true })
    ;(document.activeElement as HTMLElement | null)?.blur()
    await press("m")
    expect(track("drums").isMuted).toBe(false)
  })
})
