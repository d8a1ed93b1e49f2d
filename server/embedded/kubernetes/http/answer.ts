import type { ServerResponse } from "node:http";
import { stringify } from "yaml";
import type { ApiError } from "../api-error";
import type { JsonRecord, KubeObject } from "../object";
import { columnDefinitions, type IncludeObject, partialMetadata, table, tableRow } from "../output/table";
import { apiVersionOf, type ResourceType } from "../resources/resource-type";
import type { ObjectList } from "../verbs/read";
import type { AnswerForm } from "./accept";

/** How to write answers of one request. */
export interface Presentation {
  form: AnswerForm;
  include: IncludeObject;
  now: Date;
}

export function sendJson(
  response: ServerResponse,
  code: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  send(response, code, "application/json", `${JSON.stringify(body)}\n`, headers);
}

export function sendText(response: ServerResponse, code: number, text: string): void {
  send(response, code, "text/plain; charset=utf-8", text, { "X-Content-Type-Options": "nosniff" });
}

export function send(
  response: ServerResponse,
  code: number,
  contentType: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, {
    "Cache-Control": "no-cache, private",
    "Content-Type": contentType,
    "Content-Length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

export function sendError(response: ServerResponse, error: ApiError): void {
  const retry = error.details?.retryAfterSeconds;
  sendJson(response, error.code, error.toStatus(), retry ? { "Retry-After": String(retry) } : {});
}

function sendEncoded(response: ServerResponse, code: number, body: unknown, { form }: Presentation): void {
  if (form.encoding === "json") sendJson(response, code, body);
  else send(response, code, "application/yaml", stringify(body));
}

/** One object, as an object, a table of one row, or its metadata. */
export function sendObject(
  response: ServerResponse,
  code: number,
  type: ResourceType,
  object: KubeObject,
  presentation: Presentation,
): void {
  sendEncoded(response, code, presentObject(type, object, presentation, true), presentation);
}

/** One object in the wanted form; `withColumns` is for tables. */
export function presentObject(
  type: ResourceType,
  object: KubeObject,
  { form, include, now }: Presentation,
  withColumns: boolean,
): JsonRecord {
  if (form.as === "metadata") return partialMetadata(object);
  if (form.as === "object") return object;
  const { resourceVersion = "" } = object.metadata;
  return table(withColumns ? columnDefinitions(type) : null, [tableRow(type, object, include, now)], {
    resourceVersion,
  });
}

export function sendList(
  response: ServerResponse,
  type: ResourceType,
  { objects, version, next, remaining }: ObjectList,
  presentation: Presentation,
): void {
  const { form, include, now } = presentation;
  const metadata = {
    ...(next || form.as === "object" ? { continue: next } : {}),
    ...(remaining === undefined ? {} : { remainingItemCount: remaining }),
    resourceVersion: String(version),
  };
  if (form.as === "table") {
    const rows = objects.map((object) => tableRow(type, object, include, now));
    sendEncoded(response, 200, table(columnDefinitions(type), rows, metadata), presentation);
    return;
  }
  const list =
    form.as === "metadata"
      ? {
          kind: "PartialObjectMetadataList",
          apiVersion: "meta.k8s.io/v1",
          metadata,
          items: objects.map(partialMetadata),
        }
      : { apiVersion: apiVersionOf(type), items: objects, kind: type.listKind, metadata };
  sendEncoded(response, 200, list, presentation);
}

/** Values for the Warning header (RFC 9111): quoted, and within one line of ASCII. */
export function warningHeaders(warnings: string[]): string[] {
  return warnings.map((text) => {
    const plain = text.replace(/[^\x20-\x7e]/g, "?").replace(/["\\]/g, (character) => `\\${character}`);
    return `299 - "${plain}"`;
  });
}
