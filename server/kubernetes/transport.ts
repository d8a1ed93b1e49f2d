import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from "node:https";
import { text } from "node:stream/consumers";
import type { KubeConfig } from "@kubernetes/client-node";
import { type ApiStatus, errorOfStatus, errorOfTransport } from "./errors";

export interface ApiRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal;
  /** How long nothing may arrive before the request fails; 30 s when absent. */
  idleTimeoutMs?: number;
}

/** HTTP to one API server: credentials of the kubeconfig, kept-alive connections, failures as AppError. */
export interface Transport {
  server: string;
  /** The answer's JSON. */
  send(request: ApiRequest): Promise<unknown>;
  /** The answer's body as it arrives; for watches. */
  open(request: ApiRequest): Promise<IncomingMessage>;
  close(): void;
}

const idleTimeoutMsDefault = 30_000;

export function createTransport(config: KubeConfig): Transport {
  const server = (config.getCurrentCluster()?.server ?? "").replace(/\/$/, "");
  const agents = createAgents(config, server);

  async function open(request: ApiRequest): Promise<IncomingMessage> {
    const described = `${request.method} ${request.path}`;
    try {
      const response = await exchange(request);
      const status = response.statusCode ?? 0;
      if (status >= 200 && status < 300) return response;
      throw errorOfStatus(status, parseStatus(await text(response)), described);
    } catch (error) {
      throw errorOfTransport(error, described, server);
    }
  }

  async function exchange(request: ApiRequest): Promise<IncomingMessage> {
    const url = new URL(server + request.path);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const credentials: RequestOptions = {};
    await config.applyToHTTPSOptions(credentials);
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const options: RequestOptions = {
      method: request.method,
      agent: agents.agentFor(credentials),
      auth: credentials.auth,
      signal: request.signal,
      headers: {
        ...credentials.headers,
        accept: "application/json",
        "user-agent": "parley",
        ...(body === undefined
          ? {}
          : { "content-type": request.contentType ?? "application/json", "content-length": Buffer.byteLength(body) }),
      },
    };
    const idleTimeoutMs = request.idleTimeoutMs ?? idleTimeoutMsDefault;
    return new Promise((resolve, reject) => {
      const send = url.protocol === "https:" ? httpsRequest : httpRequest;
      const attempt = (isLast: boolean) => {
        const outgoing = send(url, options, resolve);
        outgoing.setTimeout(idleTimeoutMs, () => outgoing.destroy(new Error("No answer in time.")));
        outgoing.on("error", (error: NodeJS.ErrnoException) => {
          // The server may close a kept-alive connection just when it is used again: then nothing was sent yet.
          if (outgoing.reusedSocket && error.code === "ECONNRESET" && !isLast) attempt(true);
          else reject(error);
        });
        outgoing.end(body);
      };
      attempt(false);
    });
  }

  return {
    server,
    open,
    async send(request) {
      const response = await open(request);
      try {
        const body = await text(response);
        return body === "" ? undefined : JSON.parse(body);
      } catch (error) {
        throw errorOfTransport(error, `${request.method} ${request.path}`, server);
      }
    },
    close: agents.close,
  };
}

/** One kept-alive agent for as long as the kubeconfig yields the same client certificate. A proxy's agent is the client library's. */
function createAgents(config: KubeConfig, server: string) {
  const hasProxy = config.getCurrentCluster()?.proxyUrl !== undefined;
  let current: { cert: unknown; agent: HttpAgent } | undefined;
  return {
    agentFor(credentials: RequestOptions): RequestOptions["agent"] {
      if (hasProxy) return credentials.agent;
      const cert = String(credentials.cert ?? "");
      if (current?.cert === cert) return current.agent;
      const { ca, key, rejectUnauthorized, servername } = credentials;
      const agent = server.startsWith("https:")
        ? new HttpsAgent({ keepAlive: true, ca, key, cert: credentials.cert, rejectUnauthorized, servername })
        : new HttpAgent({ keepAlive: true });
      current = { cert, agent };
      return agent;
    },
    close(): void {
      current?.agent.destroy();
      current = undefined;
    },
  };
}

function parseStatus(body: string): ApiStatus {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return body === "" ? {} : { message: body.slice(0, 500) };
  }
}
