import {
  type AcceptedVerdict,
  connect,
  type DeliveredMessage,
  type GatewayAccess,
  gateway,
  type MessageDraft,
  type Place,
  type Session,
  type StreamDraft,
  VerdictError,
} from "@/sdk";
import { wait } from "./wait";

export type Log = (message: string, fields?: Record<string, unknown>) => void;

/** What an agent's program works with while its session lasts. */
export interface AgentWorld {
  readonly id: string;
  readonly session: Session;
  readonly access: GatewayAccess;
  /** Aborted when the session or the whole demo ends. */
  readonly signal: AbortSignal;
  /** Seconds pass this many times faster than real ones. */
  readonly pace: number;
  readonly log: Log;
  /** Publishes; a refusal or failure is logged and answered with undefined. */
  say(place: Place, draft: MessageDraft | string): Promise<AcceptedVerdict | undefined>;
  /** Publishes a text that readers see word by word before it is stored; a refusal or failure is answered like that of `say`. */
  write(place: Place, draft: StreamDraft, text: string): Promise<AcceptedVerdict | undefined>;
  /** Listens from now on, also to a place that does not exist yet or cannot be read for a while. */
  follow(place: Place, listener: (message: DeliveredMessage) => void | Promise<void>): void;
  /** The latest stored messages, oldest first; empty when they cannot be read. */
  recent(place: Place, limit: number): Promise<DeliveredMessage[]>;
}

/** Sets an agent going; it then lives in its listeners and timers until the world's signal. */
export type Program = (world: AgentWorld) => void | Promise<void>;

export interface AgentOptions {
  id: string;
  gatewayUrl: string;
  /** Read before each connection, so that a replaced key is found. */
  readKey(): Promise<{ space: string; apiKey: string }>;
  program: Program;
  signal: AbortSignal;
  pace: number;
  log: Log;
}

const retryMs = 5_000;
const wordMs = 25;

/** Keeps one agent running for ever: whatever ends its session, it begins again, until the signal. */
export async function runAgent(options: AgentOptions): Promise<void> {
  const { signal, log } = options;
  while (!signal.aborted) {
    try {
      await runSession(options);
    } catch (error) {
      if (!signal.aborted) log("ended; will begin again", { reason: textOf(error) });
    }
    await wait(retryMs, signal);
  }
}

async function runSession({ id, gatewayUrl, readKey, program, signal, pace, log }: AgentOptions): Promise<void> {
  const access = gateway({ url: gatewayUrl, ...(await readKey()) });
  const session = await connect({
    access,
    signal,
    name: `demo/${id}`,
    log: { debug: () => {}, warn: log },
  });
  const ended = new AbortController();
  const world = { id, session, access, signal: ended.signal, pace, log };
  try {
    session.publishStatus("running");
    await program({ ...world, ...verbsOf(session, { signal: ended.signal, pace, log }) });
    const reason = await session.closed();
    if (reason !== undefined) log("session ended", { reason });
  } finally {
    ended.abort();
    await session.close();
  }
}

type Verbs = Pick<AgentWorld, "say" | "write" | "follow" | "recent">;

function verbsOf(session: Session, { signal, pace, log }: Pick<AgentWorld, "signal" | "pace" | "log">): Verbs {
  const attempt = async (place: Place, send: () => Promise<AcceptedVerdict>) => {
    try {
      return await send();
    } catch (error) {
      const rule = error instanceof VerdictError ? error.verdict.rule : undefined;
      if (!signal.aborted) log("message not taken", { channel: place.channel, reason: textOf(error), rule });
      return undefined;
    }
  };
  return {
    say: (place, draft) => attempt(place, () => session.at(place).publish(draft)),
    write: (place, draft, text) =>
      attempt(place, async () => {
        const stream = session.at(place).stream(draft);
        for (const word of text.split(/(?<=\s)/)) {
          stream.write(word);
          await wait(wordMs / pace, signal);
        }
        return stream.end();
      }),
    follow: (place, listener) => void follow(session, place, listener, signal, log),
    async recent(place, limit) {
      try {
        return (await session.at(place).history({ limit })).messages;
      } catch (error) {
        log("history not read", { channel: place.channel, reason: textOf(error) });
        return [];
      }
    },
  };
}

async function follow(
  session: Session,
  place: Place,
  listener: (message: DeliveredMessage) => void | Promise<void>,
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  let since: number | "latest" = "latest";
  while (!signal.aborted) {
    const subscription = session.at(place).subscribe(
      async (message) => {
        since = message.sequence ?? since;
        try {
          await listener(message);
        } catch (error) {
          log("message not handled", { channel: place.channel, id: message.envelope.id, reason: textOf(error) });
        }
      },
      { since },
    );
    const reason = await subscription.ended;
    if (session.state === "closed") return;
    log("not listening for now", { channel: place.channel, reason });
    await wait(retryMs, signal);
  }
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
