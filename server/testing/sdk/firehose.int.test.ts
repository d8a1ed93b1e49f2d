import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { FirehoseListener, LiveArrival, Session } from "@/sdk";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createSdkSpace, eventually, openChannel, type SdkSpace } from "./space";

let world: TestWorld;
let space: SdkSpace;

beforeAll(async () => {
  world = await createTestWorld();
});
afterEach(() => space.stop());
afterAll(() => world.close());

/** What a listener was told, in short. */
function listenTo(session: Session): { told: string[]; arrivals: LiveArrival[]; stop: () => void } {
  const told: string[] = [];
  const arrivals: LiveArrival[] = [];
  const listener: FirehoseListener = {
    onArrival(arrival) {
      arrivals.push(arrival);
      const { channel, thread } = arrival.place;
      const text = arrival.read()?.envelope.payload.text;
      told.push(`${channel}${thread === undefined ? "" : `/${thread}`}: ${text}`);
    },
    onListening: (channels, isGap) =>
      told.push(`listening to ${channels.map(({ name }) => name).join()}${isGap ? " after a gap" : ""}`),
    onInterrupted: () => told.push("interrupted"),
  };
  return { told, arrivals, stop: session.firehose(listener) };
}

const everywhere = () => ["lab", "lab.deep", "vault"].map(openChannel);

it("brings every channel and thread that the credential opens, and nothing else", async () => {
  space = await createSdkSpace(world);
  const writer = await space.connect(space.access("writer", { channels: everywhere() }));
  const channels = [{ ...openChannel("lab"), privateThreads: ["core"] }, openChannel("lab.deep")];
  const reader = await space.connect(space.access("reader", { channels }));
  const { told, arrivals, stop } = listenTo(reader);
  await eventually(() => expect(told).toEqual(["listening to lab,lab.deep"]));
  const lab = writer.channel("lab");
  await lab.publish("one");
  await lab.thread("spike").publish("two");
  await lab.thread("core", { isPrivate: true }).publish("three");
  await lab.thread("other", { isPrivate: true }).publish("not this");
  await writer.channel("vault").publish("nor this");
  await writer.channel("lab.deep").publish("four");
  await eventually(() => expect(told).toContain("lab.deep: four"));
  expect(told.slice(1)).toEqual(["lab: one", "lab/spike: two", "lab/core: three", "lab.deep: four"]);
  expect(arrivals.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 6]);
  expect(arrivals[0]?.read()).toMatchObject({ sequence: 1, envelope: { source: "writer" } });
  stop();
  await writer.channel("lab").publish("unheard");
  await eventually(async () => expect(await space.stored("lab")).toHaveLength(2));
  expect(told).toHaveLength(5);
});

it("brings a message that nothing keeps, without a number", async () => {
  space = await createSdkSpace(world, { enablePersistence: false });
  const session = await space.connect(space.access("writer"));
  const { told, arrivals } = listenTo(session);
  await eventually(() => expect(told).toHaveLength(1));
  await session.channel("lab").publish("fleeting");
  await eventually(() => expect(told).toContain("lab: fleeting"));
  expect(arrivals[0]?.sequence).toBeUndefined();
});

it("opens what a new credential opens, and brings nothing twice while two connections overlap", async () => {
  space = await createSdkSpace(world);
  const writer = await space.connect(space.access("writer", { channels: everywhere() }));
  const access = space.access("reader", { channels: [openChannel("lab")] });
  const reader = await space.connect(access);
  const { told } = listenTo(reader);
  await eventually(() => expect(told).toHaveLength(1));
  let sent = 0;
  let isSending = true;
  const sending = (async () => {
    while (isSending) await writer.channel("lab").publish(`${sent++}`);
  })();
  access.channels = [openChannel("lab"), openChannel("vault")];
  await reader.refreshAccess();
  await writer.channel("vault").publish("gained");
  await eventually(() => expect(told).toContain("vault: gained"));
  isSending = false;
  await sending;
  await writer.channel("lab").publish("last");
  await eventually(() => expect(told).toContain("lab: last"));
  const ofLab = told.filter((each) => each.startsWith("lab"));
  expect(ofLab).toEqual([...Array.from({ length: sent }, (_, index) => `lab: ${index}`), "lab: last"]);
  expect(told).toContain("listening to lab,vault");
  expect(told.filter((each) => each.includes("gap") || each === "interrupted")).toEqual([]);
});

it("says when it was interrupted and that something may be missing after it", async () => {
  space = await createSdkSpace(world);
  const writer = await space.connect(space.access("writer", { channels: everywhere() }));
  const access = space.access("reader", { channels: everywhere() });
  const reader = await space.connect(access);
  const { told } = listenTo(reader);
  await eventually(() => expect(told).toHaveLength(1));
  access.channels = [openChannel("lab")];
  await space.revoke(access.publicKeys);
  await eventually(() => expect(told.slice(1)).toEqual(["interrupted", "listening to lab after a gap"]));
  await writer.channel("vault").publish("lost");
  await writer.channel("lab").publish("kept");
  await eventually(() => expect(told.at(-1)).toBe("lab: kept"));
  expect(told).not.toContain("vault: lost");
});

it("serves several listeners, each from when it begins", async () => {
  space = await createSdkSpace(world);
  const session = await space.connect(space.access("writer"));
  const first = listenTo(session);
  await eventually(() => expect(first.told).toHaveLength(1));
  const second = listenTo(session);
  await eventually(() => expect(second.told).toEqual(["listening to lab"]));
  first.stop();
  await session.channel("lab").publish("hello");
  await eventually(() => expect(second.told).toContain("lab: hello"));
  expect(first.told).toEqual(["listening to lab"]);
  second.stop();
  const third = listenTo(session);
  await eventually(() => expect(third.told).toEqual(["listening to lab"]));
  await session.channel("lab").publish("again");
  await eventually(() => expect(third.told).toContain("lab: again"));
});
