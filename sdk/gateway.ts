import type { AccessSource } from "./access";
import { type BearerSource, bearerSource, type GatewayProof } from "./bearer";
import { SdkError, type SdkErrorCode } from "./errors";
import { type FileAccess, nameInDisposition } from "./files";
import type { Attachment, HistoryPage, HistoryQuery, IssuedCredential, Place, ReadableChannel } from "./protocol";

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
  readonly files: FileAccess;
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

interface Request {
  method: "GET" | "POST";
  path: string;
  body?: string | Uint8Array<ArrayBuffer>;
  type?: string;
  timeoutMs?: number;
}

const timeoutMsDefault = 15_000;
/** A file takes its time over a slow line. */
const fileTimeoutMs = 300_000;

/** The gateway as seen by one agent. Every failure is an `SdkError`; a seed that is none throws one at once. */
export function gateway(options: GatewayOptions): GatewayAccess {
  const base = `${options.url.replace(/\/+$/, "")}/v1/spaces/${encodeURIComponent(options.space)}`;
  const fetch = options.fetch ?? globalThis.fetch;

  async function send({ method, path, body, type, timeoutMs }: Request, bearer?: string): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
          ...(type === undefined ? {} : { "content-type": type }),
        },
        body,
        signal: AbortSignal.timeout(timeoutMs ?? options.timeoutMs ?? timeoutMsDefault),
      });
    } catch (cause) {
      throw unanswered(cause);
    }
    if (response.ok) return response;
    throw errorOf(response.status, (await response.json().catch(() => undefined)) as ErrorAnswer | undefined);
  }

  function unanswered(cause: unknown): SdkError {
    return new SdkError("UNAVAILABLE", `The gateway at ${options.url} does not answer.`, { cause });
  }

  const bearers: BearerSource = bearerSource(options, async (path, body) => {
    const asked: Request = { method: "POST", path, body: JSON.stringify(body), type: "application/json" };
    return (await send(asked)).json();
  });

  async function prove(asked: Request): Promise<Response> {
    const bearer = await bearers.get();
    try {
      return await send(asked, bearer);
    } catch (error) {
      const isRefused = error instanceof SdkError && error.code === "UNAUTHORIZED";
      if (!isRefused || !bearers.refuse(bearer)) throw error;
      return send(asked, await bearers.get());
    }
  }

  async function call<Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
    const json = body === undefined ? {} : { body: JSON.stringify(body), type: "application/json" };
    const response = await prove({ method, path, ...json });
    return (await response.json().catch(() => undefined)) as Answer;
  }

  const files: FileAccess = {
    async upload({ channel, thread }, name, content) {
      const query = new URLSearchParams({ channel, name, ...(thread !== undefined && { thread }) });
      const body = new Uint8Array(content);
      const file = { body, type: "application/octet-stream", timeoutMs: fileTimeoutMs };
      const response = await prove({ method: "POST", path: `/attachments?${query}`, ...file });
      return (await response.json()) as Attachment;
    },
    async download(id) {
      const path = `/attachments/${encodeURIComponent(id)}`;
      const response = await prove({ method: "GET", path, timeoutMs: fileTimeoutMs });
      try {
        const content = new Uint8Array(await response.arrayBuffer());
        return { name: nameInDisposition(response.headers.get("content-disposition")), content };
      } catch (cause) {
        throw unanswered(cause);
      }
    },
  };

  return {
    files,
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
