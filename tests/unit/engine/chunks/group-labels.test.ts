import { describe, expect, test } from "vitest"
import { labelGroups, type GroupTraits } from "#engine/chunks/group-labels.ts"

interface Sound {
  group: number
  brightnessHz?: number
  pitchHz?: number
  pitchConfidence?: number
  lengthSeconds?: number
  loudnessDb?: number
}

function traitsOf(sounds: Sound[]): [GroupTraits, Int32Array] {
  const column = (key: keyof Sound, fallback: number): Float32Array =>
    Float32Array.from(sounds, (sound) => sound[key] ?? fallback)
  const traits = {
    brightnessHz: column("brightnessHz", 1000),
    pitchHz: column("pitchHz", 0),
    pitchConfidence: column("pitchConfidence", 0),
    lengthSeconds: column("lengthSeconds", 0.1),
    loudnessDb: column("loudnessDb", -20),
  }
  return [traits, Int32Array.from(sounds, ({ group }) => group)]
}

describe("words for groups of chunks", () => {
  test("a low pitched group, short dark noise and short bright noise read differently", () => {
    const bass = {
      group: 0,
      pitchHz: 60,
      pitchConfidence: 0.9,
      brightnessHz: 300,
      lengthSeconds: 0.5,
    }
    const kick = { group: 1, brightnessHz: 200 }
    const hat = { group: 2, brightnessHz: 8000 }
    const [traits, groupOf] = traitsOf([bass, bass, kick, kick, hat, hat])
    expect(labelGroups(traits, groupOf, 3).map(({ label }) => label)).toEqual([
      "Low notes, bright",
      "Thumps, dark",
      "Ticks, brilliant",
    ])
  })

  test("no two groups of a map share a label", () => {
    const alike = Array.from({ length: 9 }, (_, i) => ({ group: i % 3 }))
    const labels = labelGroups(...traitsOf(alike), 3).map(({ label }) => label)
    expect(new Set(labels).size).toBe(3)
  })

  test("counts are of members only, chunks of no group belong to none", () => {
    const [traits, groupOf] = traitsOf([{ group: 0 }, { group: -1 }, { group: 0 }, { group: 1 }])
    expect(labelGroups(traits, groupOf, 2).map(({ count }) => count)).toEqual([2, 1])
  })

  test("what cannot be heard is called near silence", () => {
    const [traits, groupOf] = traitsOf([{ group: 0, loudnessDb: -75 }])
    expect(labelGroups(traits, groupOf, 1)[0]?.label).toBe("Near silence")
  })
})
