import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createTestWorld,
  type KubernetesRest,
  openKubernetesRest,
  startCluster,
  type TestCluster,
  type TestWorld,
} from "@/server/testing";

let world: TestWorld;
let cluster: TestCluster;
let rest: KubernetesRest;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  rest = openKubernetesRest(cluster.kubeconfig);
});
afterAll(async () => {
  rest.close();
  await cluster.close();
  await world.close();
});

describe("discovery", () => {
  it("lists groups, versions and resources one by one", async () => {
    const groups = await rest.send("GET", "/apis");
    expect(groups.body.groups.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["agents.platform.io", "apiextensions.k8s.io", "coordination.k8s.io"]),
    );
    expect((await rest.send("GET", "/apis/agents.platform.io")).body).toMatchObject({
      kind: "APIGroup",
      preferredVersion: { groupVersion: "agents.platform.io/v1" },
    });
    const { body } = await rest.send("GET", "/apis/agents.platform.io/v1");
    expect(body.resources[0]).toEqual({
      name: "channels",
      singularName: "channel",
      namespaced: true,
      kind: "Channel",
      verbs: ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"],
      shortNames: ["ch"],
      categories: ["agents"],
    });
    expect(body.resources.map(({ name }: { name: string }) => name)).toEqual([
      "channels",
      "channels/status",
      "threads",
      "threads/status",
    ]);
    expect((await rest.send("GET", "/apis/none.example.org")).status).toBe(404);
  });

  it("says it all in one document, and nothing when the client has it already", async () => {
    const accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
    const { body, headers } = await rest.send("GET", "/apis", { headers: { accept } });
    expect(headers["content-type"]).toBe("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
    const ours = body.items.find(
      ({ metadata }: { metadata: { name: string } }) => metadata.name === "agents.platform.io",
    );
    expect(ours.versions[0].resources[0]).toMatchObject({
      resource: "channels",
      responseKind: { group: "agents.platform.io", version: "v1", kind: "Channel" },
      scope: "Namespaced",
      subresources: [{ subresource: "status" }],
    });
    const again = await rest.send("GET", "/apis", { headers: { accept, "if-none-match": String(headers["etag"]) } });
    expect(again).toMatchObject({ status: 304, body: "" });
  });
});

describe("OpenAPI", () => {
  it("names each document by its content, so that it may be kept for ever", async () => {
    const index = await rest.send("GET", "/openapi/v3");
    const { serverRelativeURL } = index.body.paths["apis/agents.platform.io/v1"];
    const { body, headers } = await rest.send("GET", serverRelativeURL);
    expect(headers["cache-control"]).toContain("immutable");
    const schema = body.components.schemas["io.platform.agents.v1.Channel"];
    expect(schema["x-kubernetes-group-version-kind"]).toEqual([
      { group: "agents.platform.io", kind: "Channel", version: "v1" },
    ]);
    const patch = body.paths["/apis/agents.platform.io/v1/namespaces/{namespace}/channels/{name}"].patch;
    expect(patch.parameters.map(({ name }: { name: string }) => name)).toContain("fieldValidation");
    const stale = await rest.send("GET", "/openapi/v3/apis/agents.platform.io/v1?hash=OLD");
    expect(stale.headers["cache-control"]).toBe("no-cache, private");
  });

  it("describes every field of the resources", async () => {
    const { body } = await rest.send("GET", "/openapi/v3/apis/agents.platform.io/v1");
    const bare: string[] = [];
    const visit = (path: string, schema: { description?: string; properties?: object; items?: object }) => {
      if (!schema.description) bare.push(path);
      for (const [name, member] of Object.entries(schema.properties ?? {})) visit(`${path}.${name}`, member);
      const { items } = schema as { items?: { properties?: object } };
      for (const [name, member] of Object.entries(items?.properties ?? {})) visit(`${path}[].${name}`, member);
    };
    for (const kind of ["Channel", "Thread"]) visit(kind, body.components.schemas[`io.platform.agents.v1.${kind}`]);
    expect(bare).toEqual([]);
  });
});

describe("what is not served", () => {
  it("is told apart: unknown paths, methods and media types", async () => {
    const unknown = await rest.send("GET", "/apis/agents.platform.io/v1/namespaces/default/nothing");
    expect(unknown).toMatchObject({ status: 404, body: "404 page not found\n" });
    const crds = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    expect((await rest.send("POST", crds, { body: {} })).body.reason).toBe("MethodNotAllowed");
    expect((await rest.send("DELETE", `${crds}/channels.agents.platform.io`)).status).toBe(405);
    const protobuf = await rest.send("GET", crds, { headers: { accept: "application/vnd.kubernetes.protobuf" } });
    expect(protobuf.status).toBe(406);
    const text = await rest.send("POST", "/api/v1/namespaces", { body: "x", contentType: "text/plain" });
    expect(text.status).toBe(415);
  });
});
