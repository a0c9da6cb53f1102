import { describe, expect, it } from "vitest"
import { deviceSpecs, eqMagnitudeDb } from "#shared/dsp/devices/index.ts"
import { dawprojectFromProject, projectFromDawproject } from "#shared/project/dawproject/index.ts"
import { entitiesOf, entityOf, type Device, type Project } from "#shared/project/index.ts"
import { after, anEmptyProject } from "../../../../support/projects.ts"

function read(devices: string, lanes = "", application = "Other") {
  let next = 0
  return projectFromDawproject(
    {
      projectXml: `<Project version="1.0"><Application name="${application}" version="1"/><Structure>
        <Track id="t" name="Voice" contentType="audio"><Channel role="regular" id="c"><Devices>${devices}</Devices></Channel></Track>
        </Structure><Arrangement><Lanes timeUnit="beats"><Lanes track="t">${lanes}</Lanes></Lanes></Arrangement></Project>`,
    },
    { title: "Song", newId: () => `id${next++}`, sha256Of: () => undefined },
  )
}

/** In the order of the chain. */
const effects = (project: Project): Device[] =>
  entitiesOf(project.tracks).flatMap(({ devices }) =>
    devices.map((id) => entityOf(project.devices, id)!),
  )

const EQUALIZER = `<Equalizer deviceName="EQ+" deviceRole="audioFX" name="Voice EQ"><Parameters/><Enabled value="true"/>
  <Band type="highPass" order="4"><Freq unit="hertz" value="80"/><Q unit="linear" value="0.7"/></Band>
  <Band type="bell" order="2"><Freq id="f" unit="hertz" value="1000"/><Gain unit="decibel" value="-6"/><Q unit="linear" value="2"/></Band>
  <Band type="highShelf" order="2"><Freq unit="semitones" value="117"/><Gain unit="linear" value="2"/></Band>
  <Band type="bandPass"><Freq unit="hertz" value="500"/></Band>
  <Band type="bell" order="2"><Freq unit="hertz" value="3000"/><Gain unit="decibel" value="9"/><Enabled value="false"/></Band>
  <InputGain unit="decibel" value="-2"/><OutputGain unit="decibel" value="3"/></Equalizer>`

const COMPRESSOR = `<Compressor deviceName="Comp"><Enabled value="false"/><Attack unit="seconds" value="0.02"/>
  <AutoMakeup value="true"/><InputGain unit="decibel" value="6"/><OutputGain unit="decibel" value="1"/>
  <Ratio unit="percent" value="75"/><Release unit="seconds" value="0.3"/><Threshold id="h" unit="decibel" value="-12"/></Compressor>`

describe("a device that the format itself describes", () => {
  it("is an equaliser of ours with its bands, and says which it has not", () => {
    const { project, warnings } = read(EQUALIZER)
    const [eq] = effects(project)
    expect(eq).toMatchObject({ kind: "eq", role: "effect", isBypassed: false, name: "Voice EQ" })
    const parameters = eq!.parameters as Record<string, number>
    expect(parameters["band1.shape"]).toBe(2)
    expect(parameters["band3.frequency"]).toBeCloseTo(440 * 2 ** 4, 6)
    expect(parameters["band3.gain"]).toBeCloseTo(6.0206, 3)
    const values = deviceSpecs.eq.parameters.map(({ id, initial }) => parameters[id] ?? initial)
    const flat = eqMagnitudeDb(values, 48_000, 300)
    expect(eqMagnitudeDb(values, 48_000, 1000) - flat).toBeCloseTo(-5.7, 0)
    expect(flat).toBeCloseTo(1, 0)
    // An octave below the cut's edge a filter of the fourth order takes 24 dB.
    expect(eqMagnitudeDb(values, 48_000, 40)).toBeCloseTo(1 - 24, 0)
    expect(warnings).toEqual(["left out: bands of the type bandPass: 1"])
  })

  it("is a compressor whose threshold and make-up take its gains in", () => {
    const { project, warnings } = read(COMPRESSOR)
    expect(effects(project)).toMatchObject([
      {
        ...{ kind: "compressor", isBypassed: true },
        parameters: { threshold: -18, ratio: 4, attack: 20, release: 300, makeUp: 7, knee: 0 },
      },
    ])
    expect(warnings).toEqual(["left out: automatic make-up gains: 1"])
  })

  it("is a gate or a limiter of ours", () => {
    const { project, warnings } = read(
      `<NoiseGate><Attack unit="seconds" value="0.001"/><Range unit="decibel" value="-30"/><Threshold unit="decibel" value="-50"/></NoiseGate>
       <Limiter><InputGain unit="decibel" value="4"/><OutputGain unit="decibel" value="-1"/><Release unit="seconds" value="0.1"/><Threshold unit="decibel" value="-50"/></Limiter>`,
    )
    expect(effects(project)).toMatchObject([
      { kind: "gate", parameters: { threshold: -50, attack: 1, range: -30 } },
      { kind: "limiter", parameters: { gain: 3, ceiling: -20, release: 100 } },
    ])
    expect(warnings).toEqual(["left out: values that are out of range for the limiter: 1"])
  })

  it("keeps its automation, in the units of ours", () => {
    const lanes = `<Points><Target parameter="h"/><RealPoint time="1" value="-20"/></Points>
      <Points><Target parameter="f"/><RealPoint time="2" value="2000"/></Points>`
    const { project } = read(EQUALIZER + COMPRESSOR, lanes)
    const track = entitiesOf(project.tracks).find(({ name }) => name === "Voice")!
    expect(track.automation).toMatchObject([
      { target: { parameter: "threshold" }, points: [{ tick: 960, value: -26 }] },
      { target: { parameter: "band2.frequency" }, points: [{ tick: 1920, value: 2000 }] },
    ])
  })

  it("is written so that another studio finds in it what was set here", () => {
    const add = (kind: string, parameters: Record<string, number>) =>
      [
        "device.add",
        {
          trackId: "v",
          index: 0,
          device: { id: kind, kind, role: "effect", isBypassed: false, parameters },
        },
      ] as ["device.add", unknown]
    const project = after(
      anEmptyProject(),
      ["track.add", { id: "v", kind: "audio", name: "Voice" }],
      add("limiter", { gain: 3, ceiling: -2, release: 50 }),
      add("gate", { threshold: -30 }),
      add("compressor", { threshold: -24, ratio: 3, knee: 0 }),
      add("eq", { "band1.shape": 2, "band1.frequency": 70, "band4.gain": -3, output: 1 }),
    )
    // Told from ours by its deviceID alone.
    const { projectXml } = dawprojectFromProject(project, "1")
    const devices = /<Devices>([^]*?)<\/Devices>/
      .exec(projectXml)![1]!
      .replaceAll("slipmat.", "other.")
    const back = read(devices)
    expect(back.warnings).toEqual([])
    expect(effects(back.project)).toMatchObject([
      {
        kind: "eq",
        // Bands that are off have no place of their own.
        parameters: { "band1.shape": 2, "band1.frequency": 70, "band4.gain": -3, output: 1 },
      },
      { kind: "compressor", parameters: { threshold: -24, ratio: 3, attack: 10, makeUp: 0 } },
      { kind: "gate", parameters: { threshold: -30, range: -100 } },
      { kind: "limiter", parameters: { gain: 3, ceiling: -2, release: 50 } },
    ])
  })
})
