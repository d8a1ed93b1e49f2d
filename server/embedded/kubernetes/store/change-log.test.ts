import pino from "pino";
import { expect, it } from "vitest";
import { openChangeLog } from "./change-log";
import type { Change } from "./records";
import type { Store } from "./store";

const change = (version: bigint): Change => ({
  version,
  kind: "ADDED",
  key: { group: "", resource: "things", namespace: "", name: `t${version}` },
  object: { apiVersion: "v1", kind: "Thing", metadata: { name: `t${version}` } },
  previous: undefined,
});

it("never takes a reader back that is ahead of what the log has caught up with", async () => {
  const written = [change(1n), change(2n)];
  let onWrite = () => {};
  const store = {
    revision: async () => ({ current: 1n, compacted: 0n }),
    changesAfter: async (version: bigint) => ({
      changes: written.filter((candidate) => candidate.version > version),
      revision: { current: 2n, compacted: 0n },
    }),
    onWrite: (listener: () => void) => {
      onWrite = listener;
    },
  } satisfies Partial<Store> as unknown as Store;
  const log = await openChangeLog(store, pino({ level: "silent" }));
  // Version 2 is committed, and this reader has listed it, before the log hears of it.
  expect(await log.read(2n)).toEqual({ changes: [], position: 2n });
  const woken = log.wait(1n, new AbortController().signal);
  onWrite();
  await woken;
  expect(log.position()).toBe(2n);
  expect(await log.read(1n)).toEqual({ changes: [change(2n)], position: 2n });
  expect(await log.read(2n)).toEqual({ changes: [], position: 2n });
});
