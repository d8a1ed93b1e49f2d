import type { IncomingMessage, ServerResponse } from "node:http";
import { methodNotAllowed, unsupportedMediaType } from "../api-error";
import type { ResourceType, Verb } from "../resources/resource-type";
import { apply } from "../verbs/apply";
import type { ApiContext, NamedTarget, Target } from "../verbs/context";
import { create, type WriteResult } from "../verbs/create";
import { readDeleteOptions, remove, removeCollection } from "../verbs/delete";
import { patch } from "../verbs/patch";
import { get, list } from "../verbs/read";
import { update } from "../verbs/update";
import { chooseForm } from "./accept";
import type { ResourceAddress } from "./address";
import { type Presentation, sendJson, sendList, sendObject, warningHeaders } from "./answer";
import { readFlag, readInclude, readListOptions, readWatchOptions, readWriteOptions } from "./options";
import { mediaTypeOf, parseObjectBody, parsePatchBody, readBytes } from "./read-body";
import { serveWatch } from "./serve-watch";

/** A request for a resource, with the path and query already read. */
export interface ResourceRequest {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  /** Aborts when the client or the server goes away. */
  signal: AbortSignal;
}

/** Serves one request for objects of a kind. Returns false when no such resource exists. */
export async function serveResource(
  context: ApiContext,
  address: ResourceAddress,
  exchange: ResourceRequest,
): Promise<boolean> {
  const type = context.registry.find(address.group, address.version, address.plural);
  if (!type || !isSubresource(type, address.subresource)) return false;
  if (!type.isNamespaced && address.namespace !== "") return false;
  const target: Target = { type, namespace: address.namespace };
  const { name } = address;
  if (name === undefined) await serveCollection(context, target, exchange);
  else {
    if (type.isNamespaced && target.namespace === "") return false;
    const subresource = address.subresource as NamedTarget["subresource"];
    await serveNamed(context, { ...target, name, subresource }, exchange);
  }
  return true;
}

function isSubresource(type: ResourceType, name: string): boolean {
  if (name === "") return true;
  if (name === "status") return type.hasStatus;
  return name === "finalize" && type.group === "" && type.plural === "namespaces";
}

function requireVerb(type: ResourceType, verb: Verb): void {
  if (!type.verbs.includes(verb)) throw methodNotAllowed(type.readOnlyReason);
}

async function serveCollection(context: ApiContext, target: Target, exchange: ResourceRequest): Promise<void> {
  const { request, response, query, signal } = exchange;
  const { type } = target;
  const presentation = presentationOf(context, exchange);
  if (request.method === "GET" && readFlag(query, "watch")) {
    requireVerb(type, "watch");
    const options = readWatchOptions(target, query);
    return serveWatch(context, response, target, options, presentation, signal);
  }
  if (request.method === "GET") {
    requireVerb(type, "list");
    return sendList(response, type, await list(context, target, readListOptions(target, query)), presentation);
  }
  if (type.isNamespaced && target.namespace === "") throw methodNotAllowed();
  if (request.method === "POST") {
    requireVerb(type, "create");
    const options = readWriteOptions(request, query, "CreateOptions");
    const body = parseObjectBody(await readBytes(request), mediaTypeOf(request), type.kind);
    return sendWritten(exchange, 201, type, await create(context, target, body, options), presentation);
  }
  if (request.method !== "DELETE") throw methodNotAllowed();
  requireVerb(type, "deletecollection");
  const options = readDeleteOptions(await readOptionalJson(request), query);
  const { selection } = readListOptions(target, query);
  const { objects, version } = await removeCollection(context, target, selection, options);
  sendList(response, type, { objects, version, next: "", remaining: undefined }, presentation);
}

async function serveNamed(context: ApiContext, target: NamedTarget, exchange: ResourceRequest): Promise<void> {
  const { request, response, query } = exchange;
  const { type, subresource } = target;
  const presentation = presentationOf(context, exchange);
  switch (request.method) {
    case "GET":
      requireVerb(type, "get");
      if (subresource === "finalize") throw methodNotAllowed();
      return sendObject(response, 200, type, await get(context, target), presentation);
    case "PUT": {
      requireVerb(type, "update");
      const options = readWriteOptions(request, query, "UpdateOptions");
      const body = parseObjectBody(await readBytes(request), mediaTypeOf(request), type.kind);
      return sendWritten(exchange, 200, type, await update(context, target, body, options), presentation);
    }
    case "PATCH":
      requireVerb(type, "patch");
      if (subresource === "finalize") throw methodNotAllowed();
      return servePatch(context, target, exchange, presentation);
    case "DELETE": {
      requireVerb(type, "delete");
      if (subresource !== "") throw methodNotAllowed();
      const options = readDeleteOptions(await readOptionalJson(request), query);
      const result = await remove(context, target, options);
      if ("success" in result) return sendJson(response, 200, result.success);
      return sendObject(response, 200, type, result.object, presentation);
    }
    default:
      throw methodNotAllowed();
  }
}

const patchKinds = {
  "application/json-patch+json": "json",
  "application/merge-patch+json": "merge",
  "application/strategic-merge-patch+json": "strategic",
} as const;
const applyMediaTypes = ["application/apply-patch+yaml"];

async function servePatch(
  context: ApiContext,
  target: NamedTarget,
  exchange: ResourceRequest,
  presentation: Presentation,
): Promise<void> {
  const { request, query } = exchange;
  const { type } = target;
  const mediaType = mediaTypeOf(request);
  const options = readWriteOptions(request, query, "PatchOptions");
  if (applyMediaTypes.includes(mediaType)) {
    const body = parsePatchBody(await readBytes(request), true, type.kind);
    const isForced = readFlag(query, "force");
    const result = await apply(context, target, body, { ...options, isForced, hasManager: query.has("fieldManager") });
    return sendWritten(exchange, result.isNew ? 201 : 200, type, result, presentation);
  }
  const kind = patchKinds[mediaType as keyof typeof patchKinds];
  if (!kind || (kind === "strategic" && type.isCustom)) {
    const known = Object.keys(patchKinds).filter((accepted) => !type.isCustom || !accepted.includes("strategic"));
    throw unsupportedMediaType([...known, ...applyMediaTypes]);
  }
  const body = parsePatchBody(await readBytes(request), false, type.kind);
  return sendWritten(exchange, 200, type, await patch(context, target, kind, body, options), presentation);
}

function sendWritten(
  { response }: ResourceRequest,
  code: number,
  type: ResourceType,
  { object, warnings }: WriteResult,
  presentation: Presentation,
): void {
  if (warnings.length > 0) response.setHeader("Warning", warningHeaders(warnings));
  sendObject(response, code, type, object, presentation);
}

function presentationOf(context: ApiContext, { request, query }: ResourceRequest): Presentation {
  return { form: chooseForm(request.headers.accept), include: readInclude(query), now: context.clock.now() };
}

async function readOptionalJson(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(request);
  return bytes.length === 0 ? undefined : parsePatchBody(bytes, true, "DeleteOptions").value;
}
