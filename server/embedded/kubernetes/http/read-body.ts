import type { IncomingMessage } from "node:http";
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { ApiError, badRequest, unsupportedMediaType } from "../api-error";
import { isRecord } from "../object";
import { memberPath } from "../schema/schema";
import type { Body } from "../verbs/decode";
import { decodeProtobuf } from "./protobuf";

const bodyBytesMax = 3 * 1024 * 1024;

/** The media type of a request's body, without parameters. */
export function mediaTypeOf(request: IncomingMessage): string {
  const [type = ""] = (request.headers["content-type"] ?? "application/json").split(";");
  return type.trim().toLowerCase();
}

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) {
      throw new ApiError(413, "RequestEntityTooLarge", `Request entity too large: limit is ${bodyBytesMax}`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** An object's body in JSON, YAML, or for the few messages that kubectl sends so, protobuf. */
export function parseObjectBody(bytes: Buffer, mediaType: string, kind: string): Body {
  if (mediaType === "application/vnd.kubernetes.protobuf") return { value: decodeProtobuf(bytes), duplicates: [] };
  if (mediaType !== "application/json" && mediaType !== "application/yaml") {
    throw unsupportedMediaType(["application/json", "application/yaml"]);
  }
  return parseText(bytes, mediaType === "application/yaml", kind);
}

/** A patch's body: JSON, or YAML for server-side apply. */
export function parsePatchBody(bytes: Buffer, isYaml: boolean, kind: string): Body {
  return parseText(bytes, isYaml, kind);
}

function parseText(bytes: Buffer, isYaml: boolean, kind: string): Body {
  const body = parseUnchecked(bytes.toString("utf8"), isYaml, kind);
  if (isStorable(body.value)) return body;
  throw badRequest("the body holds text that is no valid Unicode, or a NUL character");
}

/** Whether the database can keep every text of a value. */
function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !/\0|\p{Surrogate}/u.test(value);
  if (Array.isArray(value)) return value.every(isStorable);
  return !isRecord(value) || Object.entries(value).every(([key, member]) => isStorable(key) && isStorable(member));
}

function parseUnchecked(text: string, isYaml: boolean, kind: string): Body {
  if (!isYaml || /^\s*[{[]/.test(text)) return { value: parseJson(text, kind), duplicates: findDuplicates(text) };
  const document = parseDocument(text, { uniqueKeys: false, lineCounter: new LineCounter() });
  const [error] = document.errors;
  if (error) throw badRequest(`error decoding YAML: ${error.message}`);
  return { value: document.toJS(), duplicates: duplicatesIn(document.contents, "") };
}

function parseJson(text: string, kind: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${detail}`,
    );
  }
}

/** JSON.parse keeps the last of two equal members and says nothing. JSON is YAML, whose parser keeps both. */
function findDuplicates(text: string): string[] {
  return duplicatesIn(parseDocument(text, { uniqueKeys: false, schema: "json" }).contents, "");
}

function duplicatesIn(node: Node | null | undefined, path: string): string[] {
  if (isSeq(node)) return node.items.flatMap((item, index) => duplicatesIn(item as Node, `${path}[${index}]`));
  if (!isMap(node)) return [];
  const seen = new Set<string>();
  const found: string[] = [];
  for (const pair of node.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    const member = memberPath(path, String(pair.key.value));
    if (seen.has(member)) found.push(member);
    seen.add(member);
    found.push(...duplicatesIn(pair.value as Node | null, member));
  }
  return found;
}
