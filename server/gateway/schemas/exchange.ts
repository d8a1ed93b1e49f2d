import { z } from "zod";
import type { Exchange } from "@/server/history";
import { Place } from "./message";
import { time } from "./names";

const message = {
  place: { channel: "sensors.anomaly" },
  sequence: 812,
  storedAt: "2030-01-31T12:00:00.004Z",
  id: "0195f2d0-0000-7000-8000-000000000001",
  type: "tool.call",
  source: "analyst",
  excerpt: "Looking into pump 3",
  tool: "trend",
  isError: false,
  cause: { id: "0195f2d0-0000-7000-8000-000000000000", state: "hidden" as const },
};

export const ExchangeAnswer = z
  .object({
    correlationId: z
      .string()
      .describe("The one that was asked for, or the one that the message of that id belongs to."),
    messages: z
      .array(
        z.object({
          place: Place,
          sequence: z.number().describe("The position in the space's stream."),
          storedAt: time,
          id: z.string(),
          type: z.string(),
          source: z.string().describe("The principal that sent it."),
          destination: z.array(z.string()).optional(),
          excerpt: z.string().describe("The beginning of what it says, in one line."),
          tool: z.string().optional().describe("The name of the tool that it calls, or answers for; in lower case."),
          isError: z.boolean(),
          redaction: z
            .object({ by: z.string(), reason: z.string(), at: time })
            .optional()
            .describe("A moderator took its content away."),
          outside: z
            .string()
            .optional()
            .describe("The exchange it belongs to, where that is another one: it is here because it caused something."),
          cause: z
            .object({
              id: z.string(),
              state: z
                .enum(["linked", "hidden", "missing", "later", "cycle"])
                .describe(
                  "`linked`: it is there, here or on an earlier page. `hidden`: you may not read it. Broken are `missing`, `later` (stored after its effect) and `cycle`.",
                ),
            })
            .nullable()
            .describe("The message it names as its cause."),
        }),
      )
      .describe("In the order of the stream."),
    participants: z
      .array(z.object({ id: z.string(), kind: z.enum(["agent", "person"]), displayName: z.string() }))
      .describe("Who sent them and whom they address, as far as they are principals still."),
    next: z.number().nullable().describe("Pass as `before` for what came earlier; null when that is all."),
    isCurrent: z.boolean().describe("False while what was written last cannot be read."),
  })
  .meta({
    id: "Exchange",
    examples: [
      {
        correlationId: "pump-3",
        messages: [message],
        participants: [{ id: "analyst", kind: "agent", displayName: "Analyst" }],
        next: null,
        isCurrent: true,
      },
    ],
  }) satisfies z.ZodType<Exchange>;
