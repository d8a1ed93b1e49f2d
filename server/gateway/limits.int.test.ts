import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readTrustedProxies } from "@/server/kernel";
import { createSeed, publicKeyOf, signingKey } from "@/server/nats";
import { addAgentNkey } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createGatewayScene, type GatewayScene } from "./scene";

let world: TestWorld;
let scene: GatewayScene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterEach(() => scene.close());
afterAll(() => world.close());

test("requests are limited by caller and by address, and the answer says how long to wait", async () => {
  scene = await createGatewayScene(world, { requestsPerMinute: { perCaller: 3, perAddress: 8 } });
  const { call } = scene;
  const statuses = async (as: string, times: number) => {
    const seen: number[] = [];
    for (let request = 0; request < times; request += 1) seen.push((await call("GET", "/me", { as })).status);
    return seen;
  };
  // One request went for the document.
  expect(await statuses("member", 4)).toEqual([200, 200, 200, 429]);
  expect(await statuses("owner", 4)).toEqual([200, 200, 200, 429]);
  const { status, headers, body } = await call("GET", "/me");
  expect(status).toBe(429);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect(body.error).toMatchObject({ code: "LIMIT_EXCEEDED", reason: "rate_limited" });
  expect((await call("GET", "/healthz")).status).toBe(200);
});

test("only a trusted proxy says who asks", async () => {
  const from = (address: string) => ({ as: "member", headers: { "x-forwarded-for": address } });
  const perAddress = { perCaller: 100, perAddress: 3 };
  scene = await createGatewayScene(world, { requestsPerMinute: perAddress });
  const untrusted: number[] = [];
  for (const last of [1, 2, 3]) untrusted.push((await scene.call("GET", "/me", from(`192.0.2.${last}`))).status);
  expect(untrusted).toEqual([200, 200, 429]);
  await scene.close();
  scene = await createGatewayScene(world, {
    requestsPerMinute: perAddress,
    isTrustedProxy: readTrustedProxies("loopback"),
  });
  const trusted: number[] = [];
  for (const last of [1, 2, 3, 4]) trusted.push((await scene.call("GET", "/me", from(`192.0.2.${last}`))).status);
  expect(trusted).toEqual([200, 200, 200, 200]);
  const networks: number[] = [];
  for (const last of [1, 2, 3, 4]) networks.push((await scene.call("GET", "/me", from(`2001:db8::${last}`))).status);
  expect(networks).toEqual([200, 200, 200, 429]);
});

test("whatever is wrong with a proof, the answer is the same to the last header", async () => {
  scene = await createGatewayScene(world);
  const { call, spaceId, keys } = scene;
  const seed = createSeed("user");
  const publicKey = publicKeyOf(seed);
  await addAgentNkey(world.context(), { spaceId, principalId: "member", publicKey });
  const { body: made } = await call("POST", "/auth/challenge", { body: { publicKey } });
  const signed = (by: string) => Buffer.from(signingKey(by).sign(Buffer.from(made.challenge))).toString("base64url");
  const { body: unknown } = await call("POST", "/auth/challenge", { space: "nowhere", body: { publicKey } });
  expect(Object.keys(unknown)).toEqual(Object.keys(made));
  const token = (signature: string, challenge = made.challenge) =>
    call("POST", "/auth/token", { body: { challenge, signature } });
  const accepted = await token(signed(seed));
  expect(accepted.status).toBe(200);
  const wrong = [
    await call("GET", "/me"),
    await call("GET", "/me", { headers: { authorization: "Basic cGFybGV5" } }),
    await call("GET", "/me", { as: "pk_" }),
    await call("GET", "/me", { as: "member", space: "nowhere" }),
    await call("GET", "/me", { as: `${keys["member"]}x` }),
    await call("GET", "/me", { as: `${accepted.body.token}x` }),
    await call("GET", "/me", { as: "a.b.c" }),
    await token(signed(createSeed("user"))),
    await token(signed(seed)),
    await token("", "pc_"),
  ];
  const answers = wrong.map(({ status, headers, body }) => {
    const lines = [...headers].filter(([name]) => name !== "x-request-id" && name !== "date");
    return JSON.stringify([status, lines, body]);
  });
  expect(new Set(answers).size, answers.join("\n")).toBe(1);
  expect(wrong[0]?.status).toBe(401);
});

test("wrong proofs beyond the limit are slowed, and a right one is taken from there all the same", async () => {
  scene = await createGatewayScene(world, { wrongProofs: { perAddress: 2, perTarget: 10 } });
  const guess = (last: string) => scene.call("GET", "/me", { as: `pk_${last.repeat(43)}` });
  expect([(await guess("a")).status, (await guess("b")).status]).toEqual([401, 401]);
  const { status, headers, body } = await guess("c");
  expect([status, body.error.reason]).toEqual([429, "too_many_attempts"]);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(30);
  expect((await scene.call("GET", "/me", { as: "member" })).status).toBe(200);
});

test("the page of the document is served from here alone", async () => {
  scene = await createGatewayScene(world);
  const page = await fetch(`${scene.gateway.url}/v1/docs`);
  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self';/,
  );
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  const html = await page.text();
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = ""]) => file);
  expect(files.length).toBeGreaterThan(3);
  expect(files.every((file) => file.startsWith("/v1/docs/"))).toBe(true);
  for (const file of files) {
    const served = await fetch(`${scene.gateway.url}${file}`);
    expect([served.status, (await served.arrayBuffer()).byteLength > 0], file).toEqual([200, true]);
  }
  expect(await (await fetch(`${scene.gateway.url}/v1/docs/json`)).json()).toEqual(scene.document);
});
