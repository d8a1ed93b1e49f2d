import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type DeliveredMessage, type GatewayAccess, gateway, SdkError } from "@/sdk";
import { createSeed, publicKeyOf } from "@/server/nats";
import { addAgentNkey, linkSubject, putTokenIssuer, revokeAgentNkey, setPrincipalDisabled } from "@/server/policy";
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
      { name: "files", visibility: "private", authorizedGroups: ["Insiders"] },
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

  it("brings files to messages and gets them, for those who may read their place", async () => {
    const ada = await connect({ access: accessOf(keys["ada"]) });
    const eve = await connect({ access: accessOf(keys["eve"]) });
    try {
      const place = ada.channel("files");
      const content = new TextEncoder().encode("37.2 °C");
      const file = await place.upload(content, "Überlauf 3.txt");
      expect(file).toEqual({ id: file.id, name: "Überlauf 3.txt", mediaType: "text/plain", bytes: content.length });
      await place.publish({ text: "The reading", attachments: [file] });
      expect(await ada.download(file.id)).toEqual({ name: "Überlauf 3.txt", content });
      await expect(eve.download(file.id)).rejects.toMatchObject({ code: "NOT_FOUND", reason: "unknown_file" });
      await expect(eve.channel("files").upload(content, "a")).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(place.upload(new Uint8Array(), "a")).rejects.toMatchObject({ code: "VALIDATION", reason: "empty" });
      await expect(eve.channel("hall").publish({ attachments: [file] })).rejects.toMatchObject({
        verdict: { rule: "attachments.known", field: "attachments[0].id" },
      });
    } finally {
      await Promise.all([ada.close(), eve.close()]);
    }
  });
});

describe("an agent without an API key", () => {
  const at = () => ({ url: space.gatewayUrl, space: space.spaceId });
  const ctx = () => world.context();

  it("proves who it is by its nkey, with one challenge for many requests", async () => {
    const nkeySeed = createSeed("user");
    const { spaceId } = space;
    await addAgentNkey(ctx(), { spaceId, principalId: "eve", publicKey: publicKeyOf(nkeySeed) });
    const asked: string[] = [];
    let isForgotten = false;
    const access = gateway({
      ...at(),
      nkeySeed,
      fetch: (input, init) => {
        asked.push(String(input).replace(/.*\/v1\/spaces\/[^/]+/, ""));
        const headers = new Headers(init?.headers);
        if (isForgotten && headers.has("authorization")) headers.set("authorization", "Bearer ps_of.another");
        isForgotten = false;
        return fetch(input, { ...init, headers });
      },
    });
    await Promise.all([access.listChannels(), access.listChannels()]);
    await access.listChannels();
    const login = ["/auth/challenge", "/auth/token"];
    expect(asked).toEqual([...login, "/channels", "/channels", "/channels"]);
    isForgotten = true;
    asked.length = 0;
    expect((await access.listChannels()).map(({ name }) => name)).toEqual(["hall"]);
    expect(asked).toEqual(["/channels", ...login, "/channels"]);
    const session = await connect({ access });
    await session.channel("hall").publish("Hello.");
    await session.close();
    await revokeAgentNkey(ctx(), { spaceId, publicKey: publicKeyOf(nkeySeed) });
    await expect(access.listChannels()).rejects.toMatchObject({ code: "UNAUTHORIZED", reason: "invalid_credentials" });
    expect(() => gateway({ ...at(), nkeySeed: "SU" })).toThrow(expect.objectContaining({ code: "VALIDATION" }));
  });

  it("proves who it is by the token of its Kubernetes service account", async () => {
    const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
    const issuer = "https://kubernetes.default.svc.cluster.local";
    const subject = "system:serviceaccount:edge:eve";
    const { spaceId } = space;
    const jwks = { keys: [{ kty: "RSA", ...(await exportJWK(publicKey)), kid: "cluster" }] };
    await putTokenIssuer(ctx(), { spaceId, issuer, audience: "parley", jwks });
    await linkSubject(ctx(), { spaceId, issuer, subject, principalId: "eve" });
    const mint = (sub: string) =>
      new SignJWT({ iss: issuer, sub, aud: ["parley"] })
        .setProtectedHeader({ alg: "RS256", kid: "cluster" })
        .setExpirationTime("10m")
        .sign(privateKey);
    expect(await gateway({ ...at(), token: () => mint(subject) }).listChannels()).toHaveLength(1);
    const other = gateway({ ...at(), token: () => mint("system:serviceaccount:edge:other") });
    await expect(other.listChannels()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const none = gateway({ ...at(), token: () => Promise.reject(new Error("no such file")) });
    await expect(none.listChannels()).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "token" });
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
