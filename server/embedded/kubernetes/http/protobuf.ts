import { ApiError } from "../api-error";
import type { JsonRecord } from "../object";

// Field numbers are those of k8s.io/api's generated.proto files.
type FieldKind = "text" | "texts" | "map" | "integer" | Message;
interface Message {
  [field: number]: [name: string, kind: FieldKind];
}

const objectMeta: Message = {
  1: ["name", "text"],
  2: ["generateName", "text"],
  3: ["namespace", "text"],
  6: ["resourceVersion", "text"],
  11: ["labels", "map"],
  12: ["annotations", "map"],
  14: ["finalizers", "texts"],
};

const resourceAttributes: Message = {
  1: ["namespace", "text"],
  2: ["verb", "text"],
  3: ["group", "text"],
  4: ["version", "text"],
  5: ["resource", "text"],
  6: ["subresource", "text"],
  7: ["name", "text"],
};

const messages: Record<string, Message> = {
  Namespace: { 1: ["metadata", objectMeta] },
  SelfSubjectReview: { 1: ["metadata", objectMeta] },
  SelfSubjectAccessReview: {
    1: ["metadata", objectMeta],
    2: [
      "spec",
      {
        1: ["resourceAttributes", resourceAttributes],
        2: ["nonResourceAttributes", { 1: ["path", "text"], 2: ["verb", "text"] }],
      },
    ],
  },
  SelfSubjectRulesReview: { 1: ["metadata", objectMeta], 2: ["spec", { 1: ["namespace", "text"] }] },
};

const magic = Buffer.from("k8s\u0000", "latin1");
const typeMeta: Message = { 1: ["apiVersion", "text"], 2: ["kind", "text"] };

/**
 * Reads the small messages that kubectl sends only as protobuf (`create namespace`, `auth can-i`, `auth whoami`) from Kubernetes'
 * envelope. 415 for every other kind: send JSON.
 */
export function decodeProtobuf(bytes: Buffer): JsonRecord {
  if (!bytes.subarray(0, magic.length).equals(magic)) throw malformed();
  const envelope = fieldsOf(bytes.subarray(magic.length));
  const identity = readMessage(typeMeta, bytesAt(envelope, 1));
  const kind = String(identity["kind"]);
  const message = messages[kind];
  if (!message) {
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      `this server does not read ${kind} as protobuf, send application/json`,
    );
  }
  return { ...identity, ...readMessage(message, bytesAt(envelope, 2)) };
}

function readMessage(message: Message, bytes: Buffer): JsonRecord {
  const result: JsonRecord = {};
  for (const { field, value } of fieldsOf(bytes)) {
    const [name, kind] = message[field] ?? [];
    if (!name || !kind) continue;
    if (kind === "integer") result[name] = typeof value === "bigint" ? Number(value) : undefined;
    if (typeof value === "bigint") continue;
    if (kind === "text" && value.length > 0) result[name] = value.toString("utf8");
    else if (kind === "texts") result[name] = [...((result[name] as string[]) ?? []), value.toString("utf8")];
    else if (kind === "map") {
      const entry = fieldsOf(value);
      const [key, item] = [bytesAt(entry, 1).toString("utf8"), bytesAt(entry, 2).toString("utf8")];
      result[name] = { ...(result[name] as JsonRecord), [key]: item };
    } else if (typeof kind === "object") result[name] = readMessage(kind, value);
  }
  return result;
}

interface Field {
  field: number;
  value: bigint | Buffer;
}

function bytesAt(fields: Field[], number: number): Buffer {
  const found = fields.find(({ field }) => field === number)?.value;
  return Buffer.isBuffer(found) ? found : Buffer.alloc(0);
}

/** The wire format: a tag, then a varint, a length-delimited value, or a fixed number of bytes. */
function fieldsOf(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) throw malformed();
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw malformed();
  };
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw malformed();
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const field = Number(tag >> 3n);
    const wireType = Number(tag & 7n);
    if (wireType === 0) fields.push({ field, value: varint() });
    else if (wireType === 2) fields.push({ field, value: take(Number(varint())) });
    else if (wireType === 1) take(8);
    else if (wireType === 5) take(4);
    else throw malformed();
  }
  return fields;
}

function malformed(): ApiError {
  return new ApiError(400, "BadRequest", "the protobuf body is malformed");
}
