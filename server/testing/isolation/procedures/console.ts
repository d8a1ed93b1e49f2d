import { appRouter, handleApiRequest, handleDownload, handleExport, handleUpload, type Runtime } from "@/server/api";
import { attachmentLimitsOf } from "@/server/attachments";
import { createAttemptLimiter, createAuth } from "@/server/auth";
import { env } from "@/server/kernel";
import type { TestCluster } from "../../cluster";
import type { Stage } from "../stage";
import { type Caller, signInEverybody } from "./callers";
import { inRequestScope } from "./request-scope";
import { origin } from "./sessions";

/** What came of a call: `OK`, or the name of the failure. */
export interface Answer {
  outcome: string;
  /** The whole answer as sent. */
  text: string;
}

/** The console's API, as `/api/trpc` serves it, in front of a stage. */
export interface Console {
  stage: Stage;
  cluster: TestCluster;
  call(path: string, caller: Caller, input: unknown): Promise<Answer>;
  callWith(path: string, cookie: string | undefined, input: unknown): Promise<Answer>;
  /** `GET /api/export/<log>`. */
  download(log: string, caller: Caller, parameters: Record<string, string>): Promise<Answer>;
  /** `POST /api/attachments/<space>`. */
  upload(caller: Caller, place: string): Promise<Answer>;
  /** `GET /api/attachments/<space>/<id>`. */
  file(caller: Caller, id: string): Promise<Answer>;
}

export type ProcedureKind = "query" | "mutation" | "subscription";

/** Every procedure by its path, such as `channels.list`. */
export function proceduresOf(router: typeof appRouter): Map<string, ProcedureKind> {
  const procedures = router._def.procedures as unknown as Record<string, { _def: { type: ProcedureKind } }>;
  return new Map(Object.entries(procedures).map(([path, { _def }]) => [path, _def.type]));
}

const kinds = proceduresOf(appRouter);

export async function openConsole(stage: Stage, cluster: TestCluster): Promise<Console> {
  const { db, log, clock, secret, connections, bus, natsUrl, natsWsUrl } = stage.world;
  const limiter = createAttemptLimiter({ clock, windowMs: 1_000, keysMax: 100 });
  const auth = createAuth({ db, env, log, limiter, secret });
  const runtime: Runtime = {
    ...{ db, log, clock, secret, connections, auth },
    bus: { ...bus, joined: async () => bus },
    kubernetes: cluster.kube,
    credentialTtlMs: 60_000,
    attachmentLimits: attachmentLimitsOf(env),
    natsServers: { nats: [natsUrl], websocket: [natsWsUrl] },
    serviceContext: (actor) => ({ actor, db, clock, bus, log }),
  };
  // Where the console's code looks for the runtime of its process.
  Object.assign(globalThis, { [Symbol.for("parley.console.runtime")]: runtime });
  const cookies = await signInEverybody(stage, auth);

  async function callWith(path: string, cookie: string | undefined, input: unknown): Promise<Answer> {
    const request = requestOf(path, kinds.get(path) ?? "query", cookie, input);
    return answerOf(await inRequestScope(request, handleApiRequest));
  }
  return {
    ...{ stage, cluster, callWith },
    call: (path, caller, input) => callWith(path, cookies[caller], input),
    async download(log, caller, parameters) {
      const url = `${origin}/api/export/${log}?${new URLSearchParams(parameters)}`;
      const request = new Request(url, { headers: headersOf(cookies[caller]) });
      return answerOf(await inRequestScope(request, (made) => handleExport(made, log)));
    },
    async upload(caller, place) {
      const url = `${origin}/api/attachments/${stage.spaceId}?${new URLSearchParams({ place, name: "a.txt" })}`;
      const headers = headersOf(cookies[caller]);
      headers.set("content-length", "4");
      const request = new Request(url, { method: "POST", headers, body: "37.2" });
      return answerOf(await inRequestScope(request, (made) => handleUpload(made, stage.spaceId)));
    },
    async file(caller, id) {
      const url = `${origin}/api/attachments/${stage.spaceId}/${id}`;
      const request = new Request(url, { headers: headersOf(cookies[caller]) });
      return answerOf(await inRequestScope(request, (made) => handleDownload(made, stage.spaceId, id)));
    },
  };
}

function headersOf(cookie: string | undefined): Headers {
  return new Headers(cookie === undefined ? {} : { cookie });
}

function requestOf(path: string, kind: ProcedureKind, cookie: string | undefined, input: unknown): Request {
  const headers = headersOf(cookie);
  const url = `${origin}/api/trpc/${path}`;
  const body = JSON.stringify(input);
  if (kind === "mutation") {
    headers.set("content-type", "application/json");
    return new Request(url, { method: "POST", headers, body: body ?? "{}" });
  }
  if (kind === "subscription") headers.set("accept", "text/event-stream");
  return new Request(body === undefined ? url : `${url}?input=${encodeURIComponent(body)}`, { headers });
}

/** Of a stream only the first event is read: what the procedure gives, or why it gives nothing. */
async function answerOf(response: Response): Promise<Answer> {
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const text = isStream ? await firstEventOf(response) : await response.text();
  if (response.ok && !text.startsWith(refusalEvent)) return { outcome: "OK", text };
  return { outcome: /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? `status ${response.status}`, text };
}

const refusalEvent = "event: serialized-error";
/** Of the connection itself, not of the procedure. */
const ownEvents = /^event: (connected|ping)/;

async function firstEventOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let event: string | undefined;
  while (reader && event === undefined) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the stream ended without an event: ${text}`);
    text += decoder.decode(value, { stream: true });
    const whole = text.split("\n\n").slice(0, -1);
    event = whole.map((each) => each.trim()).find((each) => each !== "" && !ownEvents.test(each));
  }
  await reader?.cancel();
  return event ?? "";
}
