import { expect, test } from "vitest";
import { Queue } from "./queue";
import { Ring } from "./ring";

const item = (name: string, bytes = 1) => ({ name, bytes });
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name).join("");

test("a ring keeps the newest, and says which had to go", () => {
  const ring = new Ring<{ name: string; bytes: number }>(3, 100);
  expect(names(ring.add([item("a"), item("b")]))).toBe("");
  expect(names(ring.add([item("c"), item("d")]))).toBe("a");
  expect(names(ring.items)).toBe("bcd");
  expect(names(ring.add(["e", "f", "g", "h"].map((name) => item(name))))).toBe("bcde");
  expect(names(ring.items)).toBe("fgh");
});

test("a ring is bounded by size too, and holds even what is too large by itself", () => {
  const ring = new Ring<{ name: string; bytes: number }>(10, 100);
  ring.add([item("a", 60), item("b", 30)]);
  expect(names(ring.add([item("c", 30)]))).toBe("a");
  expect(names(ring.add([item("d", 500)]))).toBe("bc");
  expect(names(ring.items)).toBe("d");
  ring.change((each) => item(each.name, 10));
  expect(names(ring.add([item("e", 80)]))).toBe("");
  expect(names(ring.empty())).toBe("de");
  expect(ring.items).toEqual([]);
});

test("a queue gives back what it was given in order, knows its size and lets some go", () => {
  const queue = new Queue<{ name: string; bytes: number }>();
  for (let n = 0; n < 5_000; n += 1) queue.push(item(String(n), 2));
  for (let n = 0; n < 4_000; n += 1) expect(queue.shift()?.name).toBe(String(n));
  expect([queue.length, queue.bytes]).toEqual([1_000, 2_000]);
  queue.keep(({ name }) => Number(name) % 2 === 0);
  expect([queue.length, queue.bytes, queue.shift()?.name]).toEqual([500, 1_000, "4000"]);
  queue.keep(() => false);
  expect([queue.length, queue.bytes, queue.shift()]).toEqual([0, 0, undefined]);
});
