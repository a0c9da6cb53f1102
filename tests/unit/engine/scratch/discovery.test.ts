import { expect, test } from "vitest"
import { EliteArchive } from "#engine/scratch/discovery/archive.ts"
import {
  newSearch,
  savedSearch,
  type Search,
  searcher,
  searchFrom,
} from "#engine/scratch/discovery/search.ts"
import { DiscoverySettings } from "#shared/contract/index.ts"

const settings = DiscoverySettings.parse({ evaluations: 400, seed: 5 })

function searched(from: Search, until: number): Search {
  const next = searcher(settings)
  while (from.evaluations < until) next(from)
  return from
}

test("no niche ever loses quality or its elite, and the figures only rise", () => {
  const search = newSearch()
  const next = searcher(settings)
  let before = search.archive.qualities.slice()
  let figures = search.archive.figures()
  while (search.evaluations < settings.evaluations) {
    next(search)
    const now = search.archive.qualities
    expect(before.filter((quality, niche) => quality > now[niche]!)).toEqual(new Float32Array(0))
    expect(before.filter((quality, niche) => quality > 0 && !(now[niche]! > 0)).length).toBe(0)
    const { coverage, best, sum } = search.archive.figures()
    expect(coverage).toBeGreaterThanOrEqual(figures.coverage)
    expect(best).toBeGreaterThanOrEqual(figures.best)
    expect(sum).toBeGreaterThanOrEqual(figures.sum)
    before = now.slice()
    figures = { coverage, best, sum }
  }
  expect(search.archive.niches.length).toBeGreaterThan(100)
})

test("a search that is stopped, written down and gone on with finds the same to the bit", () => {
  const whole = savedSearch(searched(newSearch(), 400))
  const first = structuredClone(savedSearch(searched(newSearch(), 200)))
  const resumed = savedSearch(searched(searchFrom(first), 400))
  expect(resumed).toEqual(whole)
})

test("another seed finds other gestures", () => {
  const other = newSearch()
  const next = searcher({ ...settings, seed: 6 })
  while (other.evaluations < 200) next(other)
  const { genes } = savedSearch(searched(newSearch(), 200)).elites
  expect(savedSearch(other).elites.genes).not.toEqual(genes)
})

test("what is worth nothing is kept nowhere", () => {
  const archive = new EliteArchive()
  const nothing = { niche: 3, genes: new Float32Array(32), behaviour: new Float32Array(4) }
  const offer = (quality: number): boolean =>
    archive.offer({ ...nothing, quality, parts: new Float32Array(4) })
  expect([offer(0), offer(NaN), offer(0.2), offer(0.2), offer(0.1), offer(0.3)]).toEqual([
    ...[false, false, true, false, false, true],
  ])
  expect(archive.niches).toEqual([3])
})

test("what is far from all others is more novel than what is among them", () => {
  const { archive } = searched(newSearch(), 200)
  const near = archive.behaviourOf(archive.niches[10]!)
  expect(archive.noveltyOf(near)).toBeLessThan(archive.noveltyOf(Float32Array.of(3, 3, 3, 3)))
})
