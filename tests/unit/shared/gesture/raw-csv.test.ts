import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { StudioError } from "#shared/contract/errors.ts"
import { parseRawCsv, rawCsv } from "#shared/gesture/index.ts"

describe("raw recordings as text", () => {
  it("come back as they were", () => {
    const port = fc.constantFrom(undefined, "DDJ-400 MIDI 1", "Mixer, left")
    const event = fc.tuple(fc.nat(5e6), fc.uint8Array({ minLength: 1, maxLength: 12 }), port)
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 30 }), (list) => {
        let atMicros = 0
        const events = list.map(([gap, bytes, name]) => ({
          ...{ atMicros: (atMicros += gap), bytes },
          ...(name === undefined ? {} : { port: name }),
        }))
        expect(parseRawCsv(rawCsv(events), "raw.csv")).toEqual(events)
      }),
    )
  })

  it("may have headings, empty lines, Windows' line ends and bytes without spaces", () => {
    const events = parseRawCsv(
      '\uFEFFmicroseconds,hex bytes\r\n\r\n10250,B0 22 41\r\n10300,"b02242"\r\n',
      "raw.csv",
    )
    expect(events).toEqual([
      { atMicros: 10_250, bytes: Uint8Array.of(0xb0, 0x22, 0x41) },
      { atMicros: 10_300, bytes: Uint8Array.of(0xb0, 0x22, 0x42) },
    ])
  })

  it.each([
    ["10250,B0 22 41\nsoon,B0 22 41", 'line 2: "soon" is no time'],
    ["10250,B0 22 4", 'line 1: "B0 22 4" are no bytes in hex'],
    ["10250", "line 1: a comma and the bytes are missing"],
    ["1.5,B0", "line 1: "],
    ["2000000,B0 22 41\n\n1000000,B0 22 41", "line 3: the time goes back"],
    ["99999999999999999999,B0", "line 1: "],
    ["", "holds no events"],
  ])("say the line that is wrong (%#)", (text, message) => {
    expect(() => parseRawCsv(text, "raw.csv")).toThrow(StudioError)
    expect(() => parseRawCsv(text, "raw.csv")).toThrow(message)
    expect(() => parseRawCsv(text, "raw.csv")).toThrow("raw.csv")
  })

  it.each([
    ["microseconds,bytes\n1500,B0 22 41\n2750,B0 22 3F"],
    ["microseconds,bytes\n1500.0,B0 22 41\n2750.0,B0 22 3F"],
    ["time_us,hex,port\n1500,B0 22 41,\n2750,B0 22 3F,"],
    ["seconds;bytes\n0.0015;B0 22 41\n0.00275;B0 22 3F"],
    ["bytes\ttime (ms)\nB0 22 41\t1.5\nB0 22 3F\t2.75"],
    ['"Time [s]","Port","Data"\n1.5e-3,"","B0 22 41"\n2.75e-3,"","B0 22 3F"'],
  ])("have the columns and the unit that their headings say (%#)", (text) => {
    const events = parseRawCsv(text, "raw.csv")
    expect(events.map(({ atMicros }) => atMicros)).toEqual([1500, 2750])
    expect(events.map(({ bytes }) => [...bytes])).toEqual([
      [0xb0, 0x22, 0x41],
      [0xb0, 0x22, 0x3f],
    ])
  })

  it("keep bytes that come again only once", () => {
    const [first, second] = parseRawCsv("0,B0 22 41\n1,B0 22 41", "raw.csv")
    expect(first!.bytes).toBe(second!.bytes)
  })

  it("are refused or read, whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        try {
          parseRawCsv(text, "raw.csv")
        } catch (error) {
          expect(error).toBeInstanceOf(StudioError)
        }
      }),
      { numRuns: 50 },
    )
  })
})
