import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { wantsAggregatedDiscovery } from "../http/accept";
import { send, sendJson } from "../http/answer";
import type { Registry } from "../resources/registry";
import { aggregatedDiscovery, apiGroup, groupList, resourceList } from "./groups";
import { documentNames, openApiDocument } from "./openapi";

const aggregatedType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
const yearSeconds = 31_536_000;

/** A document that is the same for as long as the server runs. */
interface FixedDocument {
  body: string;
  etag: string;
}

/** Serves discovery, OpenAPI and the version. Returns false for every other path. */
export type ServeDocuments = (request: IncomingMessage, response: ServerResponse, url: URL) => boolean;

/** Prepares the documents that describe the server. */
export function createDocuments(registry: Registry, address: () => string): ServeDocuments {
  const aggregated = {
    core: fix(aggregatedDiscovery(registry, true)),
    groups: fix(aggregatedDiscovery(registry, false)),
  };
  const openApi = new Map(documentNames(registry).map((name) => [name, fix(openApiDocument(registry, name))]));
  const index = {
    paths: Object.fromEntries(
      [...openApi].map(([name, { etag }]) => [name, { serverRelativeURL: `/openapi/v3/${name}?hash=${etag}` }]),
    ),
  };

  return (request, response, url) => {
    if (request.method !== "GET") return false;
    const path = url.pathname.replace(/\/$/, "");
    const isAggregated = wantsAggregatedDiscovery(request.headers.accept);
    if (path === "/version") sendJson(response, 200, version);
    else if (path === "/api" && isAggregated) sendFixed(request, response, aggregated.core, aggregatedType, "public");
    else if (path === "/apis" && isAggregated)
      sendFixed(request, response, aggregated.groups, aggregatedType, "public");
    else if (path === "/api") sendJson(response, 200, versions(address()));
    else if (path === "/apis") sendJson(response, 200, groupList(registry));
    else if (path === "/openapi/v3") sendJson(response, 200, index);
    else return serveNamed(request, response, url, path);
    return true;
  };

  function serveNamed(request: IncomingMessage, response: ServerResponse, url: URL, path: string): boolean {
    const document = openApi.get(path.replace(/^\/openapi\/v3\//, ""));
    if (document) {
      const isNamedByHash = url.searchParams.get("hash") === document.etag;
      const caching = isNamedByHash ? `public, immutable, max-age=${yearSeconds}` : "no-cache, private";
      sendFixed(request, response, document, "application/json", caching);
      return true;
    }
    const [, root, group = "", groupVersion = "", ...rest] = path.split("/");
    if (rest.length > 0) return false;
    const found = describeGroup(root ?? "", group, groupVersion);
    if (found) sendJson(response, 200, found);
    return found !== undefined;
  }

  function describeGroup(root: string, group: string, groupVersion: string) {
    if (root === "api") return groupVersion === "" ? resourceList(registry, "", group) : undefined;
    if (root !== "apis") return undefined;
    return groupVersion === "" ? apiGroup(registry, group) : resourceList(registry, group, groupVersion);
  }
}

/** The Kubernetes version whose protocol the server speaks. */
const version = {
  major: "1",
  minor: "32",
  gitVersion: "v1.32.0+parley",
  gitCommit: "",
  gitTreeState: "clean",
  buildDate: "1970-01-01T00:00:00Z",
  goVersion: "none",
  compiler: "none",
  platform: `${process.platform}/${process.arch}`,
};

function versions(serverAddress: string) {
  return {
    kind: "APIVersions",
    versions: ["v1"],
    serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress }],
  };
}

function fix(document: unknown): FixedDocument {
  const body = JSON.stringify(document);
  return { body, etag: createHash("sha512").update(body).digest("hex").toUpperCase() };
}

function sendFixed(
  request: IncomingMessage,
  response: ServerResponse,
  { body, etag }: FixedDocument,
  contentType: string,
  caching: string,
): void {
  const headers = { ETag: `"${etag}"`, Vary: "Accept", "Cache-Control": caching };
  if (request.headers["if-none-match"]?.includes(etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  send(response, 200, contentType, body, headers);
}
