import type { Msg } from "@nats-io/nats-core";
import { z } from "zod";
import { parseAgentStatusSubject } from "@/sdk/protocol";
import type { HeardActivity } from "./repository";

const statusEvent = z.object({ status: z.enum(["online", "idle", "running", "error"]) });
const bytesMax = 4_096;

/**
 * What a principal says it does, by `agent.<id>.status`, whose second token NATS proves. That it is online means nothing in
 * particular; whether it is connected at all, nats-server knows better.
 */
export function readStatusEvent(message: Msg): Omit<HeardActivity, "spaceId"> | undefined {
  const id = parseAgentStatusSubject(message.subject);
  if (id === undefined || message.data.length > bytesMax) return undefined;
  const parsed = statusEvent.safeParse(jsonOf(message));
  if (!parsed.success) return undefined;
  const { status } = parsed.data;
  return { id, activity: status === "online" ? null : status };
}

function jsonOf(message: Msg): unknown {
  try {
    return message.json();
  } catch {
    return undefined;
  }
}
