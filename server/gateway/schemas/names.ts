import { z } from "zod";
import { isChannelName, isPrincipalId, isThreadName } from "@/sdk/protocol";

export const channelName = z
  .string()
  .refine(isChannelName, "a channel's name, such as sensors.anomaly")
  .meta({ description: "A channel's name; dots make a tree.", examples: ["sensors.anomaly"] });

export const threadName = z
  .string()
  .refine(isThreadName, "a thread's name")
  .meta({ description: "A thread's name.", examples: ["why-37-2"] });

export const principalId = z
  .string()
  .refine(isPrincipalId, "a principal's id: 1 to 63 of a-z, 0-9, _ and -, beginning with a letter or digit")
  .meta({ description: "An agent's or a person's id in this space.", examples: ["detector"] });

export const spaceName = z.string().meta({ description: "The space's name.", examples: ["edge"] });

export const SpaceParams = z.object({ space: spaceName });
export const ChannelParams = z.object({ space: spaceName, channel: channelName });
export const PrincipalParams = z.object({ space: spaceName, id: principalId });

/** RFC 3339. */
export const time = z.string().meta({ format: "date-time", examples: ["2030-01-31T12:00:00.000Z"] });

export const revision = z
  .string()
  .meta({ description: "The space's revision: a decimal number of any size.", examples: ["4711"] });

/** A whole number written in a query string. */
export function wholeNumber({ min = 0, max }: { min?: number; max?: number } = {}) {
  const number = z.int().min(min);
  return z
    .string()
    .regex(/^\d{1,15}$/, "a whole number")
    .transform(Number)
    .pipe(max === undefined ? number : number.max(max))
    .meta({ documentedAs: { type: "integer", minimum: min, ...(max !== undefined && { maximum: max }) } });
}
