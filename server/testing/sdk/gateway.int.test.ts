import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type DeliveredMessage, type GatewayAccess, gateway, SdkError } from "@/sdk";
import { setPrincipalDisabled } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { type ServedSpace, serveSpace } from "./services";
import { eventually } from "./space";

let world: TestWorld;
let space: ServedSpace;
let keys: Record<string, string>;

const accessOf = (apiKey = ""): GatewayAccess => gateway({ url: space.gatewayUrl, space: space.spaceId, apiKey });

beforeAll(async () => {
  world = await createTestWorld();
  space = await serveSpace(world);
  keys = await space.populate({
    agents: ["ada", "eve", "mallory"],
    groups: [{ name: "Insiders", members: ["ada"] }],
    channels: [
      { name: "hall", visibility: "public" },
      { name: "vault", visibility: "private", authorizedGroups: ["Insiders"] },
    ],
  });
});
afterAll(async () => {
  await space.stop();
  await world.close();
});

describe("the gateway as an agent sees it", () => {
  it("turns refusals and failures into SdkErrors with their code and reason", async () => {
    await expect(accessOf("pk_wrong").listChannels()).rejects.toMatchObject({
      name: "SdkError",
      code: "UNAUTHORIZED",
      reason: "invalid_credentials",
    });
    await expect(accessOf(keys["eve"]).readHistory({ place: { channel: "vault" } })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(accessOf(keys["eve"]).issueCredential("not a key")).rejects.toMatchObject({ code: "VALIDATION" });
    const nobody = gateway({ url: "http://127.0.0.1:1", space: "x", apiKey: "y" });
    await expect(nobody.listChannels()).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(connect({ access: accessOf("pk_wrong") })).rejects.toBeInstanceOf(SdkError);
  });

  it("lists what can be read and starts threads, a taken name being a conflict", async () => {
    const listed = await accessOf(keys["eve"]).listChannels();
    expect(listed.map(({ name }) => name)).toEqual(["hall"]);
    const access = accessOf(keys["ada"]);
    const place = await access.createThread("vault", { name: "plan", topic: "The plan" });
    expect(place).toEqual({ channel: "vault", thread: "plan", isPrivate: false });
    await expect(access.createThread("vault", { name: "plan", topic: "Again" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await access.createThread("vault", { topic: "Another plan" })).toMatchObject({ thread: "another-plan" });
  });
});

describe("a session through the gateway", () => {
  it("reads what was said before it came, then goes on live; outsiders get the reason", async () => {
    const ada = await connect({ access: accessOf(keys["ada"]) });
    for (const text of ["one", "two"]) await ada.channel("vault").publish(text);
    const seen: DeliveredMessage[] = [];
    ada.channel("vault").subscribe((message) => void seen.push(message), { since: "beginning" });
    await ada.channel("vault").publish("three");
    await eventually(() => expect(seen.map(({ envelope }) => envelope.payload.text)).toEqual(["one", "two", "three"]));
    const page = await ada.channel("vault").history({ limit: 2 });
    expect(page.messages.map(({ envelope }) => envelope.payload.text)).toEqual(["two", "three"]);
    expect(page.hasOlder).toBe(true);

    const eve = await connect({ access: accessOf(keys["eve"]) });
    expect(eve.access().map(({ name }) => name)).toEqual(["hall"]);
    await expect(eve.channel("vault").publish("psst")).rejects.toMatchObject({ name: "VerdictError" });
    await expect(eve.channel("vault").subscribe().ended).resolves.toMatch(/./);
    await Promise.all([ada.close(), eve.close()]);
  });

  it("ends when its principal is disabled and wants a new credential", async () => {
    const mallory = await connect({ access: accessOf(keys["mallory"]) });
    await setPrincipalDisabled(world.context(), { spaceId: space.spaceId, principalId: "mallory", isDisabled: true });
    await expect(mallory.refreshAccess()).rejects.toBeInstanceOf(SdkError);
    await expect(mallory.closed()).resolves.toMatch(/./);
    expect(mallory.state).toBe("closed");
  });
});
