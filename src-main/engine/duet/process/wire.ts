/** What a duet's process is asked: a model's file says who answers. */
import { z } from "zod"
import { duet, procedure } from "#shared/contract/index.ts"

const Player = z.object({ file: z.string(), isUntrained: z.boolean() })
const played = <S extends z.ZodRawShape>(input: z.ZodObject<S>) =>
  z.object({ player: Player, request: input })

export const playerContract = {
  open: procedure({ input: Player, output: duet["duet.open"].output }),
  hear: procedure({ input: played(duet["duet.hear"].input), output: duet["duet.hear"].output }),
  answer: procedure({
    input: played(duet["duet.answer"].input),
    output: duet["duet.answer"].output,
  }),
  accompany: procedure({
    input: played(duet["duet.accompany"].input),
    output: duet["duet.accompany"].output,
  }),
  infill: procedure({
    ...{ input: played(duet["duet.infill"].input), output: duet["duet.infill"].output },
    progress: duet["duet.infill"].progress,
  }),
}
export type PlayerContract = typeof playerContract
