import {
  AuthorizationError,
  createInbox,
  jwtAuthenticator,
  type NatsConnection,
  nkeys,
  ProtocolError,
  UserAuthenticationExpiredError,
  wsconnect,
} from "@nats-io/nats-core";
import type { AccessSource } from "../access";
import { SdkError } from "../errors";
import { type IssuedCredential, inboxPrefix } from "../protocol";
import { type Lifetime, lifetimeOf } from "./lifetime";

/** A key pair that never leaves this process, and the credential that was issued for it. */
export interface KeyedCredential {
  seed: Uint8Array;
  issued: IssuedCredential;
  lifetime: Lifetime;
}

/** One NATS connection. It never reconnects: the session opens another. */
export interface Link {
  nc: NatsConnection;
  credential: KeyedCredential;
  /** Verdicts come to `<inbox>.<key>`. */
  inbox: string;
  openedAtMs: number;
  isLost: boolean;
}

export interface DialOptions {
  transport: "tcp" | "websocket";
  name: string | undefined;
  timeoutMs: number;
}

/** Has a credential issued for a key pair made for it alone, so that revoking one never touches the next. */
export async function obtainCredential(access: AccessSource): Promise<KeyedCredential> {
  const pair = nkeys.createUser();
  const issued = await access.issueCredential(pair.getPublicKey());
  return { seed: pair.getSeed(), issued, lifetime: lifetimeOf(issued, Date.now()) };
}

/** Connects once. Throws `UNAVAILABLE`, with reason `credential` when it was the credential that the server did not take. */
export async function openLink(credential: KeyedCredential, options: DialOptions): Promise<Link> {
  try {
    const nc = await dial(credential, options);
    const inbox = createInbox(inboxPrefix(credential.issued.principal));
    return { nc, credential, inbox, openedAtMs: Date.now(), isLost: false };
  } catch (cause) {
    const reason = isCredentialFault(cause) ? "credential" : "unreachable";
    throw new SdkError("UNAVAILABLE", `The message server does not let us in: ${textOf(cause)}`, { reason, cause });
  }
}

/** Whether the server ended or refused the connection itself (revoked, expired, unknown key), rather than the network. */
export function isCredentialFault(error: unknown): boolean {
  return (
    error instanceof AuthorizationError ||
    error instanceof UserAuthenticationExpiredError ||
    error instanceof ProtocolError
  );
}

async function dial({ seed, issued }: KeyedCredential, options: DialOptions): Promise<NatsConnection> {
  const isWebSocket = options.transport === "websocket";
  const settings = {
    servers: isWebSocket ? issued.servers.websocket : issued.servers.nats,
    authenticator: jwtAuthenticator(issued.jwt, seed),
    inboxPrefix: inboxPrefix(issued.principal),
    name: options.name ?? `parley/${issued.principal}`,
    timeout: options.timeoutMs,
    reconnect: false,
    ignoreClusterUpdates: true,
    pingInterval: 10_000,
    maxPingOut: 2,
    noAsyncTraces: true,
  };
  if (isWebSocket) return wsconnect(settings);
  const { connect } = await import(/* webpackIgnore: true */ /* turbopackIgnore: true */ "@nats-io/transport-node");
  return connect(settings);
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
