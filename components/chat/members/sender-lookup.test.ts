import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ProfileItem } from "@/server/api";
import { SenderLookup } from "./sender-lookup";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const profile = (id: string): ProfileItem => ({ id, displayName: id.toUpperCase(), kind: "person" });

function lookup(read: (ids: string[]) => Promise<ProfileItem[]> = async (ids) => ids.map(profile)) {
  const reads: string[][] = [];
  const found: string[] = [];
  const made = new SenderLookup(
    (ids) => {
      reads.push(ids);
      return read(ids);
    },
    (profiles) => void found.push(...profiles.map(({ id }) => id)),
  );
  return { ask: made.ask, reads, found };
}

test("those asked for together are read together, at most 200 at a time, and each once", async () => {
  const { ask, reads, found } = lookup();
  const ids = Array.from({ length: 201 }, (_, index) => `id-${index}`);
  for (const id of [...ids, ...ids]) ask(id);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(reads.map((each) => each.length)).toEqual([200, 1]);
  expect(found).toEqual(ids);
  ask("id-0");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(reads).toHaveLength(2);
});

test("what cannot be anybody's id is not asked for, and a failed reading can be repeated", async () => {
  let fails = true;
  const { ask, reads, found } = lookup(async (ids) => {
    if (fails) throw new Error("offline");
    return ids.map(profile);
  });
  for (const id of ["unknown name", "", "a"]) ask(id);
  await vi.advanceTimersByTimeAsync(1_000);
  fails = false;
  ask("a");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(reads).toEqual([["a"], ["a"]]);
  expect(found).toEqual(["a"]);
});
