import type { DeliveredMessage } from "@/sdk";
import type { AgentWorld } from "./agent";
import { castAgents } from "./cast";

const answerPauseMs = 1_000;

/**
 * Whether a message asks this agent something: it names the agent, or it is a question in a channel whose `isHost` the agent
 * is. Messages of the demo's own agents never are, so that they cannot keep each other talking.
 */
export function isQuestion({ envelope }: DeliveredMessage, id: string, isHost: boolean): boolean {
  if (envelope.type !== "text" || castAgents.some((agent) => agent.id === envelope.source)) return false;
  const text = envelope.payload.text ?? "";
  const named = (name: string) => new RegExp(`(^|[^\\w-])@?${name}(?![\\w-])`, "i").test(text);
  if (envelope.mentions?.includes(id) || named(id)) return true;
  const isForAnother = castAgents.some(
    (agent) => agent.id !== id && (envelope.mentions?.includes(agent.id) || named(agent.id)),
  );
  return isHost && !isForAnother && /\?\s*$|\bstatus\b/i.test(text);
}

/** Answers where the question was asked; at most once a second for each asker. */
export class Answerer {
  readonly #world: AgentWorld;
  readonly #answeredAtMs = new Map<string, number>();

  constructor(world: AgentWorld) {
    this.#world = world;
  }

  async answer({ place, envelope }: DeliveredMessage, text: string): Promise<void> {
    const now = Date.now();
    if (now - (this.#answeredAtMs.get(envelope.source) ?? 0) < answerPauseMs) return;
    this.#answeredAtMs.set(envelope.source, now);
    const about = {
      destination: [envelope.source],
      mentions: [envelope.source],
      correlationId: envelope.correlationId ?? envelope.id,
      causationId: envelope.id,
    };
    await this.#world.write(place, about, text);
  }
}
