import { headers, type Msg } from "@nats-io/nats-core";
import { expect, test } from "vitest";
import { type Envelope, inboxHeaders } from "../protocol";
import { type InboxItem, inboxItemOf, WaitingInbox } from "./inbox";

const envelope: Envelope = { id: "1", type: "text", source: "ann", timestamp: "2030-01-01T00:00:00Z", payload: {} };

function item(id: string, priority: number): InboxItem {
  return { place: { channel: "lab" }, envelope: { ...envelope, id }, reason: "direct", priority };
}

function arrival(given: Partial<Record<keyof typeof inboxHeaders, string>>, body: unknown = envelope): Msg {
  const made = headers();
  for (const [name, value] of Object.entries(given)) made.set(inboxHeaders[name as keyof typeof inboxHeaders], value);
  return { headers: made, json: () => JSON.parse(JSON.stringify(body)) as unknown } as Msg;
}

test("what is urgent comes first, and among equals what came first", async () => {
  const inbox = new WaitingInbox(() => {});
  for (const each of [item("a", 5), item("b", 8), item("c", 5), item("d", 8)]) inbox.push(each);
  const taken: string[] = [];
  for await (const { envelope: of } of inbox) {
    taken.push(of.id);
    if (taken.length === 2) inbox.push(item("e", 9));
    if (taken.length === 5) break;
  }
  expect(taken).toEqual(["b", "d", "e", "a", "c"]);
});

test("whoever waits gets what comes, and is let go at the end", async () => {
  let closings = 0;
  const inbox = new WaitingInbox(() => {
    closings += 1;
  });
  const taken: string[] = [];
  const reading = (async () => {
    for await (const { envelope: of } of inbox) taken.push(of.id);
  })();
  inbox.push(item("a", 1));
  await expect.poll(() => taken).toEqual(["a"]);
  inbox.close();
  await reading;
  inbox.push(item("b", 1));
  expect({ taken, closings }).toEqual({ taken: ["a"], closings: 1 });
});

test("memory is bounded: the least urgent give way, and are counted", async () => {
  const inbox = new WaitingInbox(() => {});
  inbox.push(item("urgent", 9));
  for (let count = 0; count < 10_005; count += 1) inbox.push(item(`${count}`, 3));
  expect(inbox.dropped).toBe(6);
  const first: string[] = [];
  for await (const { envelope: of } of inbox) {
    first.push(of.id);
    if (first.length === 2) break;
  }
  expect(first).toEqual(["urgent", "6"]);
});

test("a message says in its headers where it is, why it came and how urgent it is", () => {
  const whole = { place: "channels.lab.private.core", sequence: "7", reason: "group", priority: "6" };
  expect(inboxItemOf(arrival(whole))).toEqual({
    place: { channel: "lab", thread: "core", isPrivate: true },
    envelope,
    sequence: 7,
    reason: "group",
    priority: 6,
  });
  expect(inboxItemOf(arrival({ ...whole, sequence: "" }))).not.toHaveProperty("sequence");
  for (const broken of [{ place: "nowhere" }, { reason: "whim" }, { priority: "10" }, { priority: "" }]) {
    expect(inboxItemOf(arrival({ ...whole, ...broken }))).toBeUndefined();
  }
});
