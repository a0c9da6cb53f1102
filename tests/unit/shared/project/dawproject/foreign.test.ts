import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { StudioError } from "#shared/contract/index.ts"
import { projectFromDawproject } from "#shared/project/dawproject/index.ts"
import { readXml } from "#shared/project/xml/read-xml.ts"
import { element, xmlText } from "#shared/project/xml/xml.ts"
import { clipsOf, entitiesOf, entityOf, type Project } from "#shared/project/index.ts"

function read(projectXml: string): ReturnType<typeof projectFromDawproject> {
  let next = 0
  const sha256Of = (path: string) => (path === "audio/drums.wav" ? "a".repeat(64) : undefined)
  return projectFromDawproject(
    { projectXml },
    { title: "Song", newId: () => `id${next++}`, sha256Of },
  )
}

const trackNamed = (project: Project, name: string) =>
  entitiesOf(project.tracks).find((track) => track.name === name)!

/** As another studio writes: warped clips within clips, seconds on the time line, plug-ins, a routing of its own. */
const FOREIGN = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!-- another studio -->
<Project version="1.0">
  <Application name="Other" version="5.0"/>
  <Transport><Tempo id="tempo" unit="bpm" value="140"/><TimeSignature numerator="3" denominator="4" id="meter"/></Transport>
  <Structure>
    <Track contentType="notes" loaded="true" id="bass" name="Bass">
      <Channel audioChannels="2" role="regular" solo="false" id="bassChannel" destination="masterChannel">
        <Devices><ClapPlugin deviceID="org.example" deviceName="Synth" deviceRole="instrument"/></Devices>
        <Pan unit="normalized" value="0.25" id="bassPan"/><Volume unit="linear" value="0.5" id="bassVolume"/>
      </Channel>
    </Track>
    <Track contentType="audio" id="drums" name="Drums"><Channel role="regular" id="drumsChannel" destination="masterChannel"/></Track>
    <Track contentType="audio notes" id="master" name="Master"><Channel role="master" id="masterChannel"/></Track>
  </Structure>
  <Arrangement id="a">
    <Lanes timeUnit="beats">
      <Lanes track="bass"><Clips><Clip time="4.0" duration="4.0" playStart="0.0"><Notes>
        <Note time="0.5" duration="0.25" channel="0" key="65" vel="0.787402" rel="0.787402"/>
      </Notes></Clip></Clips>
      <Points unit="linear"><Target parameter="bassVolume"/><RealPoint time="1" value="0.5" interpolation="linear"/></Points>
      <Points unit="linear"><Target parameter="cutoff"/><RealPoint time="1" value="0.5"/></Points></Lanes>
      <Lanes track="drums"><Clips><Clip time="0" duration="8" contentTimeUnit="beats" playStart="1"><Clips>
        <Clip time="0" duration="8" contentTimeUnit="beats" fadeTimeUnit="beats" fadeInTime="0" fadeOutTime="0"><Warps timeUnit="beats" contentTimeUnit="seconds">
          <Audio algorithm="stretch" channels="2" sampleRate="48000" duration="4"><File path="audio/drums.wav"/></Audio>
          <Warp time="0" contentTime="0"/><Warp time="8" contentTime="4"/></Warps></Clip>
      </Clips></Clip></Clips></Lanes>
    </Lanes>
    <Markers timeUnit="seconds"><Marker time="6" name="Drop"/></Markers>
  </Arrangement>
</Project>`

describe("a DAWproject of another studio", () => {
  it("has its tracks with a sound of ours, level, pan and clips", () => {
    const { project } = read(FOREIGN)
    const bass = trackNamed(project, "Bass")
    expect(bass).toMatchObject({ kind: "instrument", pan: -0.5 })
    expect(bass.gainDb).toBeCloseTo(-6.0206, 4)
    expect(entityOf(project.devices, bass.devices[0]!)).toMatchObject({ kind: "soundfont" })
    expect(clipsOf(project, bass.id)).toMatchObject([
      {
        startTicks: 3840,
        lengthTicks: 3840,
        notes: [{ startTicks: 480, lengthTicks: 240, pitch: 65, velocity: 100 }],
      },
    ])
    expect(bass.automation).toMatchObject([
      { target: { parameter: "gainDb" }, points: [{ tick: 960 }] },
    ])
    expect(project.meters).toEqual([{ tick: 0, numerator: 3, denominator: 4 }])
  })

  it("has a sound of ours before effects that are kept", () => {
    const { project } = read(FOREIGN.replace("</Devices>", "<Limiter/></Devices>"))
    const chain = trackNamed(project, "Bass").devices.map((id) => entityOf(project.devices, id))
    expect(chain).toMatchObject([{ kind: "soundfont", role: "instrument" }, { kind: "limiter" }])
  })

  it("has levels that are given in decibels", () => {
    const inDecibels = FOREIGN.replace(
      'unit="linear" value="0.5" id',
      'unit="decibel" value="-6" id',
    )
    expect(trackNamed(read(inDecibels).project, "Bass").gainDb).toBe(-6)
  })

  it("plays recordings that follow the tempo from where the outer clip begins", () => {
    const { project } = read(FOREIGN)
    expect(clipsOf(project, trackNamed(project, "Drums").id)).toMatchObject([
      {
        kind: "audio",
        offsetSeconds: 0.5,
        stretch: { mode: "tempo", sourceBpm: 120 },
        lengthTicks: 7680,
      },
    ])
    expect(entitiesOf(project.media)).toMatchObject([
      { name: "drums.wav", sha256: "a".repeat(64), seconds: 4 },
    ])
  })

  it("has markers given in seconds where they are heard", () => {
    expect(entitiesOf(read(FOREIGN).project.markers)).toMatchObject([
      { name: "Drop", tick: 14 * 960 },
    ])
  })

  it("keeps the rest where a note is out of range", () => {
    const note = `<Note time="0" duration="1" channel="-1" key="60" vel="1.5"/>`
    const low = note.replace('key="60"', 'key="-1"')
    const { project, warnings } = read(FOREIGN.replace("<Notes>", `<Notes>${low}${note}`))
    const [clip] = clipsOf(project, trackNamed(project, "Bass").id)
    expect(clip).toMatchObject({ notes: [{ pitch: 60, velocity: 127 }, { pitch: 65 }] })
    expect(warnings).toContain("left out: notes out of range: 1")
  })

  it("keeps the rest where a clip lies beyond all music", () => {
    const { project, warnings } = read(FOREIGN.replace('time="4.0"', 'time="1e300" name="Far"'))
    expect(clipsOf(project, trackNamed(project, "Bass").id)).toEqual([])
    expect(clipsOf(project, trackNamed(project, "Drums").id)).toHaveLength(1)
    expect(warnings).toContain("left out: the clip Far: 1")
  })

  it("has pans that go from -1 to 1 where they are, and curves in decibels", () => {
    const text = FOREIGN.replace('value="0.25" id', 'min="-1" max="1" value="0.25" id')
      .replace('unit="linear" value="0.5" id', 'unit="decibel" value="-6" id')
      .replace('<RealPoint time="1" value="0.5" interp', '<RealPoint time="1" value="-12" interp')
    const bass = trackNamed(read(text).project, "Bass")
    expect(bass.pan).toBe(0.25)
    expect(bass.automation[0]!.points).toMatchObject([{ value: -12 }])
  })

  it("says what was left out", () => {
    expect(read(FOREIGN).warnings).toEqual([
      "left out: devices of other studios: 1 (Synth)",
      "left out: automation of what is not here: 1",
    ])
  })
})

describe("a hostile DAWproject", () => {
  it("is refused where it defines entities, is too deep, or is no XML", () => {
    const refused = [
      `<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Project version="1.0">&b;</Project>`,
      `<Project version="1.0">&unknown;</Project>`,
      "<a>".repeat(100_000),
      "<Project version='1.0'><Structure></Project>",
      "<Project/><Project/>",
      "",
      "<Project a=1/>",
      `<Project a="&#x110000;"/>`,
      "<Other/>",
    ]
    for (const text of refused) {
      expect(() => read(text), text.slice(0, 40)).toThrow(StudioError)
    }
  })

  it("is refused, or read as a whole project, whatever its numbers are", () => {
    const value = fc.constantFrom("-1", "1e300", "NaN", "", "0", "0.5", "999999999", "x", "-0")
    fc.assert(
      fc.property(fc.array(value, { minLength: 30, maxLength: 30 }), (values) => {
        let next = 0
        const text = FOREIGN.replace(
          /="-?\d+(\.\d+)?"/g,
          () => `="${values[next++ % values.length] ?? ""}"`,
        )
        try {
          read(text)
        } catch (error) {
          expect(error).toBeInstanceOf(StudioError)
        }
      }),
      { numRuns: 300 },
    )
  })

  it("is refused or read, never worse, wherever its text is cut or changed", () => {
    fc.assert(
      fc.property(
        fc.nat(FOREIGN.length - 1),
        fc.constantFrom("", "<", ">", "&", '"', "/"),
        (at, put) => {
          for (const text of [
            FOREIGN.slice(0, at),
            FOREIGN.slice(0, at) + put + FOREIGN.slice(at + 1),
          ])
            try {
              read(text)
            } catch (error) {
              expect(error).toBeInstanceOf(StudioError)
            }
        },
      ),
      { numRuns: 300 },
    )
  })

  it("takes time by its length only", () => {
    const started = performance.now()
    const many = element(
      "Project",
      { version: "1.0" },
      Array.from({ length: 100_000 }, () => element("A", { b: "c" })),
    )
    expect(readXml(xmlText(many)).children).toHaveLength(100_000)
    expect(() => readXml(`<a${" ".repeat(200_000)}`)).toThrow(StudioError)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
