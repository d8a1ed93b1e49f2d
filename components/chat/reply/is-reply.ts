import type { Envelope } from "@/sdk/protocol";

/** Whether a message answers another one in words; what a call or a result belongs to is told by its card. */
export function isReply({ type, causationId }: Pick<Envelope, "type" | "causationId">): boolean {
  return causationId !== undefined && type === "text";
}
