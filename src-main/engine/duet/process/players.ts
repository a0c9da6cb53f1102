/** Who plays in a duet's process: models that were opened, each asked one thing at a time. */
import { DuetTaste } from "#shared/contract/duet.ts"
import type { Handlers } from "#shared/contract/index.ts"
import type { Executor } from "../../compute/index.ts"
import { importModel, pieceOfHeard } from "../../training/index.ts"
import { accompanyBar } from "../answer/accompany-bar.ts"
import { answerCall } from "../answer/answer-call.ts"
import { expectedPitches } from "../answer/expect.ts"
import { planAnswer } from "../answer/plan.ts"
import { hearCall } from "../hearing/hear-call.ts"
import { infill } from "../infill/infill.ts"
import { Partner, untrained } from "../partner/partner.ts"
import { checkPlaysPitches } from "../partner/plays-pitches.ts"
import type { PlayerContract } from "./wire.ts"

/** Open at once; the one that was not asked for longest is closed. */
const MOST_OPEN = 3

interface Player {
  partner: Promise<Partner>
  /** What it is busy with. */
  busy: Promise<unknown>
}

export function playerHandlers(executor: Executor): Handlers<PlayerContract> {
  const players = new Map<string, Player>()
  const playerOf = ({ file, isUntrained }: { file: string; isUntrained: boolean }): Player => {
    const name = `${file} ${isUntrained}`
    const known = players.get(name)
    if (known) players.delete(name)
    const player = known ?? { partner: open(file, isUntrained, executor), busy: Promise.resolve() }
    players.set(name, player)
    player.partner.catch(() => players.delete(name))
    if (players.size > MOST_OPEN) void closeOldest(players)
    return player
  }
  /** One after the other: a model reads one phrase at a time. */
  const inTurn = async <T>(player: Player, run: (partner: Partner) => Promise<T>): Promise<T> => {
    const turn = player.busy.then(async () => run(await player.partner))
    player.busy = turn.catch(() => undefined)
    return turn
  }
  return {
    async open(player) {
      const one = playerOf(player)
      const { name, isDuet } = await one.partner
      await inTurn(one, checkPlaysPitches)
      return { name, isDuet }
    },
    hear: ({ player, request: { call, beat, mode } }) =>
      inTurn(playerOf(player), async (partner) => {
        const heard = hearCall(call, beat)
        const request = { mode, taste: DuetTaste.parse({}), seed: 1, bars: 1 }
        const plan = planAnswer(heard, request, partner.isDuet)
        const { bpm, key } = heard
        return { bpm, key, chances: await expectedPitches(partner, plan) }
      }),
    answer: ({ player, request }, { signal }) =>
      inTurn(playerOf(player), (partner) => answerCall(partner, request, { signal })),
    accompany: ({ player, request }, { signal }) =>
      inTurn(playerOf(player), (partner) => accompanyBar(partner, request, { signal })),
    infill: ({ player, request }, { signal, progress }) =>
      inTurn(playerOf(player), (partner) =>
        infill(
          partner,
          { ...request, piece: pieceOfHeard(request.piece) },
          { signal, progress: (fraction) => progress({ fraction }) },
        ),
      ),
  }
}

async function open(file: string, isUntrained: boolean, executor: Executor): Promise<Partner> {
  const model = importModel(file)
  return Partner.open(isUntrained ? untrained(model) : model, executor)
}

async function closeOldest(players: Map<string, Player>): Promise<void> {
  const [oldest] = players
  if (!oldest) return
  const [name, { partner, busy }] = oldest
  players.delete(name)
  await busy
  await partner.then((each) => each.close()).catch(() => undefined)
}
