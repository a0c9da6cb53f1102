/** The inside of a compute process: sessions by number, one request after the other. */
import { fail, toWire } from "#shared/contract/errors.ts"
import type { ComputeSession, Executor, ExecutorName } from "./executor.ts"
import type { ComputeCall, ComputeReply, ComputeRequest } from "./wire.ts"

export function createComputeServer(create: (name: ExecutorName) => Promise<Executor>) {
  const executors = new Map<ExecutorName, Promise<Executor>>()
  const sessions = new Map<number, ComputeSession>()
  let opened = 0

  const sessionOf = (id: number): ComputeSession =>
    sessions.get(id) ?? fail("not-found", "This compute session is closed")

  async function answer(request: ComputeRequest): Promise<unknown> {
    switch (request.kind) {
      case "open": {
        const executor = executors.get(request.executor) ?? create(request.executor)
        executors.set(request.executor, executor)
        sessions.set(++opened, await (await executor).open(request.spec))
        return opened
      }
      case "run":
        return sessionOf(request.session).run(request.model, request.inputs)
      case "read":
        return sessionOf(request.session).read(request.names)
      case "write":
        return sessionOf(request.session).write(request.state)
      case "close": {
        await sessions.get(request.session)?.close()
        return void sessions.delete(request.session)
      }
    }
  }

  return async ({ id, request }: ComputeCall): Promise<ComputeReply> => {
    try {
      return { id, result: await answer(request) }
    } catch (error) {
      return { id, error: toWire(error) }
    }
  }
}
