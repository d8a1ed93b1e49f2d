import { expect, test } from "vitest";
import { activityLifeMs, presenceOf } from "./presence";

const now = new Date("2030-01-31T12:00:00.000Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const facts = { connections: 1, activity: "running", activityAt: ago(60_000), lastSeenAt: ago(1_000) } as const;

test("somebody who is connected does what they said", () => {
  expect(presenceOf(facts, now)).toEqual({ status: "running", since: "2030-01-31T11:59:00.000Z" });
  expect(presenceOf({ ...facts, activity: null }, now)).toEqual({ status: "online", since: null });
});

test("somebody who is not connected does nothing, whatever they said", () => {
  const gone = { ...facts, connections: 0 };
  expect(presenceOf(gone, now)).toEqual({ status: "offline", since: "2030-01-31T11:59:59.000Z" });
  expect(presenceOf({ ...gone, lastSeenAt: null }, now)).toEqual({ status: "offline", since: null });
});

test("what somebody said long ago is no longer what they do, unless they are heard", () => {
  expect(presenceOf({ ...facts, lastSeenAt: ago(activityLifeMs) }, now).status).toBe("online");
  expect(presenceOf({ ...facts, activityAt: ago(10 * activityLifeMs) }, now).status).toBe("running");
});
