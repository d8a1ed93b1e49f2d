import { z } from "zod";
import { type HistoryPage as Page, refusalCodes, type Verdict as SdkVerdict, type StoredMessage } from "@/sdk/protocol";
import { Attachment } from "./attachment";
import { time } from "./names";

export const Place = z.object({
  channel: z.string(),
  thread: z.string().optional(),
  isPrivate: z.boolean().optional().describe("Whether the thread has participants of its own."),
});

const Envelope = z
  .object({
    id: z.string(),
    type: z.string().describe("`text`, `tool.call`, `task` … or a dotted name of the agent's own."),
    source: z.string().describe("The principal that sent it, proven by its connection or key."),
    destination: z.array(z.string()).optional(),
    timestamp: time,
    correlationId: z.string().optional(),
    causationId: z.string().optional(),
    traceparent: z.string().optional(),
    replyTo: z.string().optional(),
    replaces: z
      .number()
      .optional()
      .describe("The sequence of the sender's own message that this is the new version of."),
    priority: z.number().optional(),
    ttl: z.number().optional().describe("Milliseconds."),
    headers: z.record(z.string(), z.string()).optional(),
    payload: z.object({
      text: z.string().optional(),
      parts: z.array(z.looseObject({ kind: z.string() })).optional(),
      data: z.unknown().optional(),
    }),
    mentions: z.array(z.string()).optional(),
    attachments: z.array(Attachment).optional(),
    deliveryOptions: z
      .object({
        guarantee: z.enum(["at-most-once", "at-least-once", "exactly-once"]).optional(),
        retry: z.number().optional(),
        timeout: z.number().optional(),
        persistent: z.boolean().optional(),
      })
      .optional(),
  })
  .meta({ id: "Envelope" });

const message = {
  place: { channel: "sensors.anomaly" },
  envelope: {
    id: "0195f2d0-0000-7000-8000-000000000001",
    type: "text",
    source: "detector",
    timestamp: "2030-01-31T12:00:00.000Z",
    payload: { text: "Pump 3 is at 37.2 °C." },
  },
  sequence: 812,
  storedAt: "2030-01-31T12:00:00.004Z",
};

export const Message = z
  .object({
    place: Place,
    envelope: Envelope,
    sequence: z.number().describe("The position in the space's stream."),
    storedAt: time,
    redaction: z
      .object({
        by: z.string(),
        reason: z.string(),
        at: time,
        replacedBy: z.number().optional().describe("The sequence of its new version: its sender replaced it."),
      })
      .optional()
      .describe("A moderator took its content away, or its sender replaced it: the payload is empty."),
  })
  .meta({ id: "Message", examples: [message] }) satisfies z.ZodType<StoredMessage>;

export const HistoryPage = z
  .object({
    messages: z.array(Message),
    from: z.number().describe("Exclusive lower bound that the page is complete from; 0 is the beginning."),
    through: z.number().describe("Inclusive upper bound that the page is complete to."),
    hasOlder: z.boolean(),
    hasNewer: z.boolean(),
    removed: z
      .array(
        z.object({
          from: z.number().describe("Exclusive."),
          through: z.number().describe("Inclusive."),
          reason: z
            .enum(["retention", "lost", "missing"])
            .describe("`lost`: gone before they could be kept; numbers of the whole space."),
          count: z.number().optional(),
        }),
      )
      .optional()
      .describe("What is known to be gone between `from` and `through`."),
  })
  .meta({
    id: "HistoryPage",
    examples: [
      {
        messages: [message],
        from: 0,
        through: 812,
        hasOlder: false,
        hasNewer: false,
      },
    ],
  }) satisfies z.ZodType<Page>;

export const AcceptedVerdict = z
  .object({
    verdict: z.literal("accepted"),
    id: z.string(),
    sequence: z.number().optional().describe("Absent on channels without persistence."),
    duplicate: z.boolean().optional().describe("The id was seen before; `sequence` is the first one's."),
    unresolved: z.array(z.string()).optional().describe("Names it mentions that stand for nobody who reads there."),
    untold: z.array(z.string()).optional().describe("Mentions of more than 1,000 agents, who are not told one by one."),
  })
  .meta({
    id: "Accepted",
    examples: [{ verdict: "accepted", id: "0195f2d0-0000-7000-8000-000000000001", sequence: 812 }],
  });

export const RefusedVerdict = z
  .object({
    verdict: z.literal("refused"),
    id: z.string().optional(),
    code: z.enum(refusalCodes),
    rule: z.string().describe("The rule that refused, such as `channel.post`."),
    reason: z.string().describe("For people: what is wrong and what to do."),
    field: z.string().optional().describe("The offending field."),
    retryAfterMs: z.number().optional(),
  })
  .meta({
    id: "Refused",
    examples: [
      {
        verdict: "refused",
        code: "forbidden",
        rule: "channel.role",
        reason:
          "You can read #sensors.anomaly but not post to it: you are in no group that has a role on this channel.",
      },
    ],
  });

/** Checked at compile time: the document says what the SDK says. */
export type Verdict = z.infer<typeof AcceptedVerdict | typeof RefusedVerdict> extends SdkVerdict ? SdkVerdict : never;

const cloudEvent = {
  specversion: "1.0",
  id: "reading-1",
  source: "/sensors/7",
  type: "reading",
  data: { value: 37.2 },
};

export const CloudEvent = z
  .looseObject({
    specversion: z.literal("1.0"),
    id: z.string(),
    source: z.string(),
    type: z.string(),
    time: time.optional(),
    subject: z.string().optional(),
    datacontenttype: z.string().optional(),
    data: z.unknown().optional(),
  })
  .meta({
    id: "CloudEvent",
    description:
      "CloudEvents 1.0 in JSON. `correlationid`, `causationid`, `traceparent`, `replyto`, `replaces` and `priority` are extensions.",
    examples: [cloudEvent],
  });

export const CloudEvents = z.array(CloudEvent).meta({ examples: [[cloudEvent]] });
