import type { FastifyReply } from "fastify";
import type { RefusalCode, Verdict } from "@/sdk/protocol";

/** The one table from refusals to HTTP. */
const statusOfRefusal: Record<RefusalCode, number> = {
  malformed: 400,
  too_large: 413,
  unknown_channel: 404,
  unknown_thread: 404,
  forbidden: 403,
  blocked: 403,
  paused: 403,
  channel_archived: 409,
  channel_paused: 409,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

/** Answers with the verdict: 201 for a new message, 200 for one that was stored before, else by the refusal's code. */
export function sendVerdict(reply: FastifyReply, verdict: Verdict): FastifyReply {
  if (verdict.verdict === "accepted") return reply.status(verdict.duplicate ? 200 : 201).send(verdict);
  if (verdict.retryAfterMs !== undefined) {
    reply.header("retry-after", String(Math.max(1, Math.ceil(verdict.retryAfterMs / 1_000))));
  }
  return reply.status(statusOfRefusal[verdict.code]).send(verdict);
}
