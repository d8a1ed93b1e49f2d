import type { Msg, NatsConnection, Subscription } from "@nats-io/nats-core";
import { inboxPrefix, type PolicyAnswer, type PolicyVerb, parsePolicySubject, policyWildcard } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError, type Logger } from "@/server/kernel";
import { answerFailure, answerRequest } from "./answer";
import type { ServedVerb } from "./verbs";

const queueName = "policy";
const inFlightMax = 256;
const headerBytesMax = 1_024;
const anyInbox = inboxPrefix("");
const serviceInbox = inboxPrefix("service:");

/** The policy's answers in one space. */
export interface SpaceService {
  /** Resolves when it no longer takes requests: it was stopped, or the server does not let it. */
  readonly ended: Promise<void>;
  /** Takes nothing new and resolves when everything taken is answered. */
  stop(): Promise<void>;
}

/** Takes its share of the space's requests and answers each once. */
export function serveSpace(options: {
  spaceId: string;
  connection: NatsConnection;
  context: Omit<ServiceContext, "actor" | "origin">;
  verbs: Record<PolicyVerb, ServedVerb>;
}): SpaceService {
  const { spaceId, connection, context, verbs } = options;
  const inFlight = new Set<Promise<void>>();

  async function serve(message: Msg): Promise<void> {
    // The account lets services alone ask, and each listen to its own replies alone.
    const actor = { kind: "service", name: nameOfAsker(message.reply) } as const;
    const ctx: ServiceContext = { ...context, actor, origin: { via: "nats" } };
    const verb = parsePolicySubject(message.subject);
    reply(message, await answerRequest(ctx, { spaceId, verb, body: message.data }, verbs));
  }

  function reply(message: Msg, answer: PolicyAnswer): void {
    // Anywhere else an answer would be a message of ours that somebody else has worded.
    if (!message.reply?.startsWith(anyInbox)) return;
    try {
      connection.publish(message.reply, encode(answer, connection, context.log));
    } catch (err) {
      context.log.debug({ err, spaceId }, "an answer of the policy could not be sent");
    }
  }

  function take(message: Msg): void {
    if (inFlight.size >= inFlightMax) {
      reply(message, answerFailure(tooBusy(), context.log));
      return;
    }
    const served = serve(message).finally(() => inFlight.delete(served));
    inFlight.add(served);
  }

  const subscription: Subscription = connection.subscribe(policyWildcard, {
    queue: queueName,
    callback: (err, message) => {
      if (err) context.log.warn({ err, spaceId }, "requests to the policy cannot be taken");
      else take(message);
    },
  });

  return {
    ended: subscription.closed.then(() => undefined),
    async stop() {
      if (!subscription.isClosed()) await subscription.drain().catch(() => undefined);
      await Promise.all(inFlight);
      if (!connection.isClosed()) await connection.flush().catch(() => undefined);
    },
  };
}

function encode(answer: PolicyAnswer, connection: NatsConnection, log: Logger): string {
  const text = JSON.stringify(answer);
  const bytesMax = (connection.info?.max_payload ?? 0) - headerBytesMax;
  if (Buffer.byteLength(text) <= bytesMax) return text;
  const message = `The answer has more than the ${bytesMax} bytes that a message can have: ask for less at a time.`;
  return JSON.stringify(answerFailure(new AppError("LIMIT_EXCEEDED", message, { reason: "answer_too_large" }), log));
}

function tooBusy(): AppError {
  return new AppError("UNAVAILABLE", "Too many requests to the policy are waiting; try again in a moment.", {
    reason: "policy_busy",
  });
}

/** The service whose inbox the reply goes to, for the audit log. */
function nameOfAsker(reply: string | undefined): string {
  const name = reply?.startsWith(serviceInbox) ? reply.slice(serviceInbox.length).split(".", 1)[0] : undefined;
  return name || "nats";
}
