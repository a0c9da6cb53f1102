import { expect, test } from "vitest"
import { createPortPair, multiplex, relay } from "../../../../src-main/engine/rpc/index.ts"
import type { Port } from "../../../../src-main/shared/contract/index.ts"

function line(): {
  open(purpose: string): Port
  opened: { purpose: string; port: Port }[]
  cut(): void
} {
  const [near, far] = createPortPair()
  const opened: { purpose: string; port: Port }[] = []
  multiplex<string>(far, (purpose, port) => opened.push({ purpose, port }))
  return { open: multiplex<string>(near).open, opened, cut: () => near.close() }
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

function heardOn(port: Port | undefined): unknown[] {
  const heard: unknown[] = []
  port?.listen((message) => heard.push(message))
  return heard
}

test("channels over one line keep their messages apart, in order", async () => {
  const { open, opened } = line()
  const first = open("first")
  const second = open("second")
  first.post(1)
  second.post(2)
  first.post(3)
  await settle()
  expect(opened.map(({ purpose }) => purpose)).toEqual(["first", "second"])
  expect(heardOn(opened[0]?.port)).toEqual([1, 3])
  expect(heardOn(opened[1]?.port)).toEqual([2])
})

test("a closed channel tells the other end and leaves the others open", async () => {
  const { open, opened } = line()
  const first = open("first")
  const second = open("second")
  await settle()
  const closed: string[] = []
  for (const { purpose, port } of opened) port.onClose(() => closed.push(purpose))
  first.close()
  const heard = heardOn(opened[1]?.port)
  second.post("still here")
  await settle()
  expect(closed).toEqual(["first"])
  expect(heard).toEqual(["still here"])
})

test("a line that is cut closes every channel at both ends, once", async () => {
  const { open, opened, cut } = line()
  const near = open("first")
  await settle()
  let closings = 0
  near.onClose(() => (closings += 1))
  opened[0]?.port.onClose(() => (closings += 1))
  cut()
  cut()
  await settle()
  expect(closings).toBe(2)
})

test("relayed ports pass everything on and close together", async () => {
  const [page, pageEnd] = createPortPair()
  const [engineEnd, engine] = createPortPair()
  relay(pageEnd, engineEnd)
  const heard = heardOn(engine)
  page.post("call")
  let isClosed = false
  page.onClose(() => (isClosed = true))
  await settle()
  engine.close()
  expect(heard).toEqual(["call"])
  expect(isClosed).toBe(true)
})
