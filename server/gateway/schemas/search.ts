import { z } from "zod";
import type { SearchResult } from "@/server/history";
import { Place } from "./message";
import { time } from "./names";

export const SearchAnswer = z
  .object({
    hits: z
      .array(
        z.object({
          place: Place,
          sequence: z.number().describe("The position in the space's stream."),
          storedAt: time,
          id: z.string(),
          type: z.string(),
          source: z.string().describe("The principal that sent it."),
          excerpt: z.object({
            text: z.string(),
            marks: z
              .array(z.tuple([z.number(), z.number()]))
              .describe("Begin and end of each find in `text`, in UTF-16 units."),
            isCutBefore: z.boolean(),
            isCutAfter: z.boolean(),
          }),
          redaction: z
            .object({ by: z.string(), reason: z.string(), at: time })
            .optional()
            .describe("A moderator took its content away: it was found by what is left."),
        }),
      )
      .describe("Newest first."),
    senders: z
      .array(z.object({ id: z.string(), kind: z.enum(["agent", "person"]), displayName: z.string() }))
      .describe("Who sent them, as far as they are principals still."),
    examined: z.object({
      messages: z.number().describe("How many of the space's messages were looked through, whoever may read them."),
      through: time.nullable().describe("When the oldest of them was stored."),
    }),
    next: z.number().nullable().describe("Pass as `before` to look further back; null when there is nothing further."),
  })
  .meta({
    id: "SearchAnswer",
    examples: [
      {
        hits: [
          {
            place: { channel: "sensors.anomaly" },
            sequence: 812,
            storedAt: "2030-01-31T12:00:00.004Z",
            id: "0195f2d0-0000-7000-8000-000000000001",
            type: "text",
            source: "detector",
            excerpt: { text: "Pump 3 is at 37.2 °C.", marks: [[0, 4]], isCutBefore: false, isCutAfter: false },
          },
        ],
        senders: [{ id: "detector", kind: "agent", displayName: "Detector" }],
        examined: { messages: 812, through: "2030-01-01T08:00:00.000Z" },
        next: null,
      },
    ],
  }) satisfies z.ZodType<SearchResult>;
