import { v5 } from "uuid";
import { z } from "zod";
import { MessageDraft, type RefusedVerdict } from "@/sdk/protocol";

/** The attributes of CloudEvents 1.0, JSON format (github.com/cloudevents/spec, "CloudEvents - Version 1.0.2"). */
const cloudEvent = z
  .looseObject({
    specversion: z.literal("1.0"),
    id: z.string().min(1).max(1_024),
    source: z.string().min(1).max(2_048),
    type: z.string().min(1).max(1_024),
    time: z.iso.datetime({ offset: true }).nullish(),
    subject: z.string().max(2_048).nullish(),
    datacontenttype: z.string().max(255).nullish(),
    dataschema: z.string().max(2_048).nullish(),
    data_base64: z.base64().nullish(),
  })
  .refine((event) => event["data"] === undefined || !event.data_base64, {
    path: ["data_base64"],
    message: "give data or data_base64, not both",
  });
type CloudEvent = z.infer<typeof cloudEvent>;

const coreAttributes = new Set([
  "specversion",
  "id",
  "source",
  "type",
  "time",
  "subject",
  "datacontenttype",
  "dataschema",
  "data",
  "data_base64",
]);
/** Extension attributes that are fields of a message. */
const fieldOfExtension: Record<string, keyof MessageDraft> = {
  correlationid: "correlationId",
  causationid: "causationId",
  traceparent: "traceparent",
  replyto: "replyTo",
  priority: "priority",
  ttl: "ttl",
  replaces: "replaces",
};
const headerCharactersMax = 4_096;
const idNamespace = "2a6b0c55-52a1-5a43-8a40-0b6c8f3d6f10";

/**
 * The message that a CloudEvent stands for, or the refusal. An id that is no UUID becomes one made of `source` and `id`, so
 * that the same event posted twice is stored once; what a message has no field for goes into its headers as `ce-<name>`.
 */
export function draftOfCloudEvent(value: unknown): { draft: MessageDraft } | { refusal: RefusedVerdict } {
  const parsed = cloudEvent.safeParse(value);
  if (parsed.success) return { draft: draftOf(parsed.data) };
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".") || undefined;
  return {
    refusal: {
      verdict: "refused",
      code: "malformed",
      rule: "cloudevents.schema",
      reason: `This is not a CloudEvent of version 1.0: ${field ? `${field}: ` : ""}${issue?.message}.`,
      field,
    },
  };
}

function draftOf(event: CloudEvent): MessageDraft {
  const headers: Record<string, string> = { "ce-source": event.source };
  const fields: Record<string, unknown> = {};
  const id = MessageDraft.shape.id.safeParse(event.id);
  const type = MessageDraft.shape.type.safeParse(event.type);
  if (!id.success) headers["ce-id"] = event.id;
  if (!type.success) headers["ce-type"] = event.type;
  if (event.subject) headers["ce-subject"] = event.subject;
  if (event.dataschema) headers["ce-dataschema"] = event.dataschema;
  for (const [name, attribute] of Object.entries(event)) {
    if (coreAttributes.has(name) || attribute === null || attribute === undefined) continue;
    const field = fieldOfExtension[name];
    if (field && MessageDraft.shape[field].safeParse(attribute).success) fields[field] = attribute;
    else headers[`ce-${name}`.slice(0, 128)] = String(attribute).slice(0, headerCharactersMax);
  }
  return {
    ...fields,
    id: id.success ? id.data : v5(`${event.source}\n${event.id}`, idNamespace),
    type: type.success ? type.data : "event",
    ...(event.time && { timestamp: event.time }),
    headers,
    payload: payloadOf(event),
  };
}

function payloadOf(event: CloudEvent): NonNullable<MessageDraft["payload"]> {
  const { data, datacontenttype, data_base64: base64 } = event;
  if (base64) return { parts: [{ kind: "binary", mediaType: datacontenttype ?? "application/octet-stream", base64 }] };
  if (data === undefined || data === null) return {};
  if (typeof data === "string") return { text: data };
  const payload = MessageDraft.shape.payload.safeParse(data);
  return payload.success && payload.data && Object.keys(payload.data).length > 0 ? payload.data : { data };
}
