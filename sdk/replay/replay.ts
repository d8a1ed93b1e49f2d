import { v7 } from "uuid";
import { pause } from "../backoff";
import { SdkError } from "../errors";
import { type GatewayAccess, gateway } from "../gateway";
import type { Place } from "../protocol";
import { connect } from "../session/connect";
import type { Session } from "../session/types";
import type { Conversation } from "./conversations";
import { draftOf, threadOf } from "./drafts";
import { Tally } from "./tally";

/** The agent a speaker became. */
export interface ReplayAgent {
  id: string;
  apiKey: string;
}

export interface ReplayOptions {
  conversations: readonly Conversation[];
  gatewayUrl: string;
  space: string;
  channel: string;
  /** By speaker. */
  agents: ReadonlyMap<string, ReplayAgent>;
  /** Messages a second over all conversations; as fast as verdicts come when absent. */
  speed?: number;
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

const atOnce = 6;

interface Speaker {
  access: GatewayAccess;
  session: Session;
  id: string;
}

/**
 * Says every message of every conversation, each conversation in its own thread and in its order, several side by side.
 * Ends with every verdict known; a refused message does not stop the rest.
 */
export async function replay(options: ReplayOptions): Promise<Tally> {
  const { conversations, signal } = options;
  const tally = new Tally();
  const speakers = new Speakers(options);
  const nextTurn = turnTaker(options.speed);
  const waiting = [...conversations];
  const worker = async () => {
    for (let next = waiting.shift(); next && !signal?.aborted; next = waiting.shift()) {
      await replayOne(options, next, { speakers, tally, nextTurn });
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    await speakers.close();
  }
  return tally;
}

interface Run {
  speakers: Speakers;
  tally: Tally;
  nextTurn(): Promise<void>;
}

async function replayOne(
  options: ReplayOptions,
  conversation: Conversation,
  { speakers, tally, nextTurn }: Run,
): Promise<void> {
  const [first] = conversation.messages;
  if (!first) return;
  const starter = await speakers.get(first.from);
  const place = await openThread(starter.access, options.channel, conversation);
  const idOf = (speaker: string) => speakers.idOf(speaker);
  const correlationId = v7();
  let causationId: string | undefined;
  for (const message of conversation.messages) {
    if (options.signal?.aborted) return;
    await nextTurn();
    const { session } = await speakers.get(message.from);
    try {
      const verdict = await session.at(place).publish(draftOf(message, { correlationId, causationId }, idOf));
      tally.accept(verdict);
      causationId = verdict.id;
    } catch (error) {
      tally.complain(error, { conversation: conversation.conversation, step: message.step, from: message.from });
    }
    options.onProgress?.(tally.done);
  }
}

/** A conversation that was replayed before gets another thread, named after its topic by the gateway. */
async function openThread(access: GatewayAccess, channel: string, conversation: Conversation): Promise<Place> {
  const { name, topic } = threadOf(conversation);
  try {
    return await access.createThread(channel, { name, topic });
  } catch (error) {
    if (error instanceof SdkError && error.code === "CONFLICT") return access.createThread(channel, { topic });
    throw error;
  }
}

/** Sessions of the speakers, made on first use. */
class Speakers {
  readonly #options: ReplayOptions;
  readonly #open = new Map<string, Promise<Speaker>>();

  constructor(options: ReplayOptions) {
    this.#options = options;
  }

  idOf(speaker: string): string {
    return this.#options.agents.get(speaker)?.id ?? speaker;
  }

  get(speaker: string): Promise<Speaker> {
    const known = this.#open.get(speaker);
    if (known) return known;
    const made = this.#connect(speaker);
    this.#open.set(speaker, made);
    return made;
  }

  async close(): Promise<void> {
    const made = await Promise.allSettled(this.#open.values());
    await Promise.all(made.map((result) => (result.status === "fulfilled" ? result.value.session.close() : undefined)));
  }

  async #connect(speaker: string): Promise<Speaker> {
    const { gatewayUrl, space, channel, agents, signal } = this.#options;
    const agent = agents.get(speaker);
    if (!agent) throw new SdkError("NOT_FOUND", `There is no key for the speaker ${speaker}.`);
    const access = gateway({ url: gatewayUrl, space, apiKey: agent.apiKey, channels: [channel] });
    const session = await connect({ access, signal: signal && AbortSignal.any([signal]), name: `replay/${agent.id}` });
    return { access, session, id: agent.id };
  }
}

/** Resolves at most `speed` times a second, in the order of calling. */
function turnTaker(speed: number | undefined): () => Promise<void> {
  if (speed === undefined) return async () => {};
  let nextMs = Date.now();
  return async () => {
    const atMs = Math.max(nextMs, Date.now());
    nextMs = atMs + 1_000 / speed;
    await pause(atMs - Date.now()).done;
  };
}
