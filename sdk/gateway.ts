import type { AccessSource } from "./access";
import { type BearerSource, bearerSource, type GatewayProof } from "./bearer";
import { SdkError, type SdkErrorCode } from "./errors";
import type { HistoryPage, HistoryQuery, IssuedCredential, Place, ReadableChannel } from "./protocol";

/** Where the gateway is and how the agent proves who it is: by `apiKey`, `nkeySeed` or `token`. */
export type GatewayOptions = GatewayAddress & GatewayProof;

interface GatewayAddress {
  /** Such as `http://127.0.0.1:7410`. */
  url: string;
  space: string;
  /** Only these channels, for a principal that may read more than one credential can name (1,000). */
  channels?: string[];
  fetch?: typeof globalThis.fetch;
  timeoutMs?: number;
}

/** What an agent can do over HTTP. */
export interface GatewayAccess extends AccessSource {
  listChannels(): Promise<ReadableChannel[]>;
  /** Starts a thread from chat; the gateway picks a name when none is given. */
  createThread(channel: string, thread: { name?: string; topic: string }): Promise<Place & { thread: string }>;
}

const statusCodes: Record<number, SdkErrorCode> = {
  400: "VALIDATION",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  412: "PRECONDITION_FAILED",
  413: "LIMIT_EXCEEDED",
  422: "VALIDATION",
  429: "LIMIT_EXCEEDED",
  500: "INTERNAL",
};

interface ErrorAnswer {
  error?: { code?: string; reason?: string; message?: string; fields?: { path: string; message: string }[] };
}

/** The gateway as seen by one agent. Every failure is an `SdkError`; a seed that is none throws one at once. */
export function gateway(options: GatewayOptions): GatewayAccess {
  const base = `${options.url.replace(/\/+$/, "")}/v1/spaces/${encodeURIComponent(options.space)}`;
  const fetch = options.fetch ?? globalThis.fetch;

  async function send<Answer>(method: "GET" | "POST", path: string, body?: unknown, bearer?: string): Promise<Answer> {
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(options.timeoutMs ?? 15_000),
      });
    } catch (cause) {
      throw new SdkError("UNAVAILABLE", `The gateway at ${options.url} does not answer.`, { cause });
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw errorOf(response.status, answer as ErrorAnswer | undefined);
    return answer as Answer;
  }

  const bearers: BearerSource = bearerSource(options, (path, body) => send("POST", path, body));

  async function call<Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
    const bearer = await bearers.get();
    try {
      return await send<Answer>(method, path, body, bearer);
    } catch (error) {
      const isRefused = error instanceof SdkError && error.code === "UNAUTHORIZED";
      if (!isRefused || !bearers.refuse(bearer)) throw error;
      return send(method, path, body, await bearers.get());
    }
  }

  return {
    issueCredential: (publicKey) =>
      call<IssuedCredential>("POST", "/credentials", { publicKey, channels: options.channels }),
    readHistory: (query) => call<HistoryPage>("GET", historyPath(query)),
    async listChannels() {
      const answer = await call<ReadableChannel[] | { channels: ReadableChannel[] }>("GET", "/channels");
      return Array.isArray(answer) ? answer : answer.channels;
    },
    async createThread(channel, thread) {
      const path = `/channels/${encodeURIComponent(channel)}/threads`;
      const answer = await call<{ name: string; isPrivate?: boolean }>("POST", path, thread);
      return { channel, thread: answer.name, isPrivate: answer.isPrivate ?? false };
    },
  };
}

function historyPath({ place, ...range }: HistoryQuery): string {
  const parameters = new URLSearchParams();
  if (place.thread !== undefined) parameters.set("thread", place.thread);
  for (const [name, value] of Object.entries(range)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return `/channels/${encodeURIComponent(place.channel)}/messages?${parameters}`;
}

function errorOf(status: number, answer: ErrorAnswer | undefined): SdkError {
  const error = answer?.error;
  const code = statusCodes[status] ?? "UNAVAILABLE";
  return new SdkError(code, error?.message ?? `The gateway answered with status ${status}.`, {
    reason: error?.reason,
    fields: error?.fields,
  });
}
