import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { parse } from "yaml";

export interface RestAnswer {
  status: number;
  headers: IncomingMessage["headers"];
  /** The parsed JSON, or the text of anything else. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server answers and asserts it.
  body: any;
}

export interface RestRequest {
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  /** Sends no token. */
  isAnonymous?: boolean;
}

/** The Kubernetes REST protocol as it is on the wire. */
export interface KubernetesRest {
  send(method: string, path: string, options?: RestRequest): Promise<RestAnswer>;
  /** Opens a watch; `next` resolves with each event in turn, and with `undefined` at the end. */
  watch(path: string, accept?: string): Promise<RestWatch>;
  close(): void;
}

export interface RestWatch {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  next(): Promise<any>;
  close(): void;
}

/** A client that speaks to the server of a kubeconfig and adds nothing but the token. */
export function openKubernetesRest(kubeconfig: string): KubernetesRest {
  const config = parse(kubeconfig);
  const { server, "certificate-authority-data": authority } = config.clusters[0].cluster;
  const ca = Buffer.from(authority, "base64");
  const { token } = config.users[0].user;
  const agent = new Agent({ ca, keepAlive: true });

  async function open(method: string, path: string, options: RestRequest): Promise<IncomingMessage> {
    const { body, contentType = "application/json" } = options;
    const content =
      body === undefined ? undefined : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const headers = {
      ...(options.isAnonymous ? {} : { authorization: `Bearer ${token}` }),
      ...(content === undefined ? {} : { "content-type": contentType, "content-length": content.length }),
      ...options.headers,
    };
    const outgoing = request(new URL(path, server), { method, headers, agent });
    outgoing.end(content);
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    return response;
  }

  return {
    async send(method, path, options = {}) {
      const response = await open(method, path, options);
      const content = await text(response);
      const isJson = response.headers["content-type"]?.startsWith("application/json");
      return {
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: isJson ? JSON.parse(content) : content,
      };
    },
    async watch(path, accept = "application/json") {
      const response = await open("GET", path, { headers: { accept } });
      const lines = createInterface({ input: response })[Symbol.asyncIterator]();
      return {
        async next() {
          const { value, done } = await lines.next();
          return done ? undefined : JSON.parse(value);
        },
        close: () => response.destroy(),
      };
    },
    close: () => agent.destroy(),
  };
}
