import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSeed, publicKeyOf, signingKey } from "@/server/nats";
import { addAgentNkey } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createGatewayScene, type GatewayScene } from "./scene";

let world: TestWorld;
let scene: GatewayScene;

beforeAll(async () => {
  world = await createTestWorld();
  scene = await createGatewayScene(world, { requestsPerMinute: { perCaller: 1_000, perAddress: 10_000 } });
});
afterAll(async () => {
  await scene.close();
  await world.close();
});

describe("the document", () => {
  test("is OpenAPI 3.1 that says of every operation what it is, takes and gives", () => {
    const { document, contract } = scene;
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    const tags = document.tags.map(({ name }) => name);
    const schemes = Object.keys(document.components.securitySchemes);
    expect(document.security.flatMap((one) => Object.keys(one)).sort()).toEqual([...schemes].sort());
    const ids = contract.operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operation of contract.operations) {
      const { operationId, path, parameters = [] } = operation;
      expect(operation.summary, operationId).toMatch(/^[A-Z]/);
      expect(tags, operationId).toEqual(expect.arrayContaining(operation.tags));
      expect(operation.tags, operationId).toHaveLength(1);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = parameters.filter((one) => one.in === "path" && one.required);
      expect(named.map(({ name }) => name).sort(), operationId).toEqual(inPath.sort());
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(response.description, `${operationId} ${status}`).toMatch(/\.$/);
        expect(Object.keys(response.content ?? {}), `${operationId} ${status}`).not.toHaveLength(0);
      }
      const isOpen = operation.security?.length === 0;
      const isProtected = path.startsWith("/v1/spaces/") && !path.includes("/auth/");
      expect(isOpen, operationId).toBe(!isProtected);
      if (isProtected) expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["400", "401", "429"]));
    }
  });

  test("has schemas that compile and examples that they take", () => {
    const { document, contract } = scene;
    const media = contract.operations.flatMap(({ operationId, parameters = [], requestBody, responses }) =>
      [
        ...parameters,
        ...Object.values(requestBody?.content ?? {}),
        ...Object.values(responses).flatMap(({ content = {} }) => Object.values(content)),
      ].map((one) => ({ operationId, ...one })),
    );
    for (const { operationId, schema = {}, example } of media) {
      const validate = contract.compile(schema);
      const { examples = example === undefined ? [] : [example] } = schema as { examples?: unknown[] };
      for (const one of examples) expect(validate(one) || validate.errors, operationId).toBe(true);
    }
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      const validate = contract.compile(schema);
      const { examples = [] } = schema as { examples?: unknown[] };
      for (const one of examples) expect(validate(one) || validate.errors, name).toBe(true);
    }
    const named = ({ schema = {}, example }: { schema?: object; example?: unknown }) => {
      const { examples, $ref = "" } = schema as { examples?: unknown[]; $ref?: string };
      const component = document.components.schemas[$ref.split("/").at(-1) ?? ""] as
        | { examples?: unknown[] }
        | undefined;
      return example ?? examples ?? component?.examples;
    };
    for (const { operationId, requestBody, responses } of contract.operations) {
      for (const body of Object.values(requestBody?.content ?? {})) expect(named(body), operationId).toBeDefined();
      for (const [status, { content = {} }] of Object.entries(responses)) {
        if (!status.startsWith("2")) continue;
        for (const answer of Object.values(content)) expect(named(answer), `${operationId} ${status}`).toBeDefined();
      }
    }
  });

  test("lists every route that there is, and no other", () => {
    const routes = scene.gateway.routes.map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, "{$1}")}`);
    const described = scene.contract.operations.map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual(routes.sort());
    expect(routes.length).toBeGreaterThan(20);
  });
});

test("every operation answers as it is described", async () => {
  const { call, spaceId } = scene;
  const as = "owner";
  const nkey = createSeed("user");
  const publicKey = publicKeyOf(nkey);
  await addAgentNkey(world.context(), { spaceId, principalId: "member", publicKey });
  const { body: made } = await call("POST", "/auth/challenge", { body: { publicKey } });
  const signature = Buffer.from(signingKey(nkey).sign(Buffer.from(made.challenge))).toString("base64");
  const { body: session } = await call("POST", "/auth/token", { body: { challenge: made.challenge, signature } });
  expect((await call("GET", "/me", { as: session.token })).body).toMatchObject({
    space: spaceId,
    principal: { id: "member", kind: "agent" },
    groups: ["Crew"],
  });
  await call("GET", "/healthz");
  await call("GET", "/readyz");
  await call("GET", "/v1/openapi.json");
  await call("POST", "/credentials", { as, body: { publicKey: publicKeyOf(createSeed("user")) } });
  await call("GET", "/channels", { as: "member" });
  await call("POST", "/channels/lab/threads", { as, body: { topic: "A thread" } });
  await call("GET", "/channels/lab/threads?limit=1", { as });
  const id = "0195f2d0-0000-7000-8000-00000000000a";
  for (let twice = 0; twice < 2; twice += 1) {
    await call("POST", "/channels/lab/messages", { as, body: { id, text: "hello", headers: { a: "b" } } });
  }
  await call("GET", "/channels/lab/messages?limit=10", { as });
  await call("GET", "/channels/lab/messages", { as, headers: { accept: "application/cloudevents-batch+json" } });
  expect((await call("GET", "/search?query=in:lab%20hello&zone=Europe/Berlin&limit=10", { as })).status).toBe(200);
  expect((await call("GET", "/search?query=form:detector", { as })).body.error.fields).toEqual([
    { path: "query", message: expect.stringContaining("from:detector") },
  ]);
  expect((await call("GET", `/exchanges/${id}?limit=10`, { as })).body).toMatchObject({
    correlationId: id,
    messages: [{ id, excerpt: "hello", cause: null }],
  });
  const upload = "/attachments?channel=lab&name=reading.txt";
  const { body: stored } = await call("POST", upload, { as, file: new TextEncoder().encode("37.2") });
  expect(stored).toEqual({ id: stored.id, name: "reading.txt", mediaType: "text/plain", bytes: 4 });
  await call("POST", "/channels/lab/messages", { as, body: { attachments: [stored] } });
  expect((await call("GET", `/attachments/${stored.id}`, { as: "member" })).body).toBe("37.2");
  const question = { action: "channel.post", place: { channel: "lab" } };
  await call("POST", "/policy/check", { as, body: question });
  await call("POST", "/policy/check-batch", { as, body: { requests: [{ principal: "outsider", ...question }] } });
  await call("POST", "/policy/explain", { as, body: { principal: "outsider", ...question } });
  await call("GET", "/channels/lab/principals?limit=2", { as });
  await call("GET", "/principals/owner/channels", { as });
  await call("GET", "/channels/lab/auth", { as });
  const changes = [{ holder: { principal: "outsider" }, role: "member" }];
  await call("PATCH", "/channels/lab/auth", { as, body: { changes } });
  const block = { holder: { principal: "outsider" }, effect: "posting", reason: "Too loud." };
  await call("POST", "/channels/lab/blocks", { as, body: block });
  await call("GET", "/channels/lab/blocks", { as });
  await call("GET", "/channels/lab/principals?action=channel.read&search=out", { as });
  await call("DELETE", "/channels/lab/blocks?principal=outsider&effect=posting", { as });
  const { body: said } = await call("POST", "/channels/lab/messages", { as, body: { text: "too much" } });
  const redaction = { type: "message.redaction", payload: { data: { sequence: said.sequence, reason: "spam" } } };
  await call("POST", "/channels/lab/messages", { as, body: redaction });
  await call("GET", `/channels/lab/messages/${said.sequence}/original`, { as });
  const answered = new Set([...scene.seen].filter((one) => / 2\d\d$/.test(one)).map((one) => one.split(" ")[0]));
  expect(scene.contract.operations.map(({ operationId }) => operationId).filter((one) => !answered.has(one))).toEqual(
    [],
  );
});

test("every operation refuses as it is described", async () => {
  const { call, contract } = scene;
  for (const { method, path, requestBody } of contract.operations.filter(({ path }) => path.includes("{space}"))) {
    const below = path.replace("/v1/spaces/{space}", "").replace("{channel}", "lab").replace("{id}", "owner");
    const body = requestBody && {};
    if (!path.includes("/auth/")) {
      expect((await call(method, below, { body })).headers.get("www-authenticate")).toBe("Bearer");
    }
    if (requestBody || method === "DELETE") {
      const { status, body: answer } = await call(method, below, { as: "owner", body });
      expect([status, answer.error?.code ?? answer.code], path).toEqual([
        400,
        expect.stringMatching(/^(VALIDATION|malformed)$/),
      ]);
    }
  }
});
