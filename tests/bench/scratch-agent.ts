/**
 * What the scratching machine costs: steps of the world open loop (ten milliseconds, ten substeps of physics), gestures that a
 * search judges, and decisions of a policy, on one thread and on two. By processor time: other work does not count.
 *
 *   npm run bench -- scratch-agent
 */
import { isMainThread, parentPort, Worker } from "node:worker_threads"
import {
  decisionsFor,
  OBSERVATION,
  Worlds,
} from "../../src-main/engine/scratch/environment/index.ts"
import { newSearch, searcher } from "../../src-main/engine/scratch/discovery/index.ts"
import { Player, SKILL } from "../../src-main/engine/scratch/policy/network.ts"
import { policyLayout } from "../../src-main/engine/scratch/policy/clone.ts"
import { initialVector } from "../../src-main/engine/compute/index.ts"
import { DiscoverySettings, HumanLimits } from "../../src-main/shared/contract/index.ts"

const WORLDS = 256
const SECONDS = 2

if (isMainThread) {
  console.log(`world steps, one thread:      ${perSecond(worldSteps())}`)
  console.log(`gestures judged, one thread:  ${perSecond(gestures())}`)
  console.log(`policy steps, one thread:     ${perSecond(policySteps())}`)
  const both = await Promise.all([inThread(), inThread()])
  console.log(`policy steps, two threads:    ${perSecond(both[0] + both[1])}`)
} else parentPort!.postMessage(policySteps())

function perSecond(count: number): string {
  return `${Math.round(count).toLocaleString("en")} a second`
}

function inThread(): Promise<number> {
  return new Promise((resolve) => {
    new Worker(new URL(import.meta.url)).once("message", resolve)
  })
}

/**
 * Things a second of this thread's processor time, which a busy machine does not change, after as long to warm up.
 * @param work does so many things
 */
function measured(work: () => number): number {
  const until = performance.now() + 500
  while (performance.now() < until) work()
  const begun = process.threadCpuUsage()
  const finish = performance.now() + 1000 * SECONDS
  let count = 0
  while (performance.now() < finish) count += work()
  const { user, system } = process.threadCpuUsage(begun)
  return (1e6 * count) / (user + system)
}

function worldSteps(): number {
  const worlds = new Worlds(WORLDS, HumanLimits.parse({}))
  const decisions = decisionsFor(WORLDS)
  let step = 0
  return measured(() => {
    for (let i = 0; i < 100; i++, step++) {
      for (let world = 0; world < WORLDS; world++) {
        decisions.speeds[world] = Math.sin(step * 0.1 + world)
        decisions.faders[world] = (step + world) % 20 < 10 ? 1 : 0
      }
      worlds.step(decisions)
    }
    return 100 * WORLDS
  })
}

function gestures(): number {
  const next = searcher(DiscoverySettings.parse({ evaluations: 5_000_000 }))
  const search = newSearch()
  return measured(() => {
    const before = search.evaluations
    next(search)
    return search.evaluations - before
  })
}

function policySteps(): number {
  const layout = policyLayout(48)
  const player = new Player(layout, initialVector(layout, 1))
  const inputs = Float32Array.from({ length: OBSERVATION + SKILL }, (_, i) => Math.sin(i))
  const hands = new Float64Array(2)
  return measured(() => {
    for (let i = 0; i < 1000; i++) {
      inputs[i % OBSERVATION] = Math.sin(i)
      player.play(inputs, hands)
    }
    return 1000
  })
}
