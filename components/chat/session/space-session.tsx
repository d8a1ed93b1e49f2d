"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useApiClient } from "@/components/api";
import type { AccessSource, Session, SessionState, StateDetail } from "@/sdk";
import { apiAccess } from "./api-access";
import { Timelines } from "./timelines";
import { useAccessOfChannels } from "./use-access-of-channels";

export interface SpaceSession {
  spaceId: string;
  /** Absent until the first connection is made; history is read without it. */
  session: Session | undefined;
  state: SessionState;
  detail: StateDetail;
  timelines: Timelines;
  /** The session once there is one; rejects when it was refused. */
  connected: Promise<Session>;
  /** Tries again after the session was closed by a refusal. */
  reconnect: () => void;
}

const SpaceSessionContext = createContext<SpaceSession | undefined>(undefined);

/** The session of the space around this component. */
export function useSpaceSession(): SpaceSession {
  const value = useContext(SpaceSessionContext);
  if (!value) throw new Error("useSpaceSession needs a SpaceSessionProvider around it.");
  return value;
}

/** Keeps one live connection to the space while mounted. The key pair is made here and never leaves the page. */
export function SpaceSessionProvider({ spaceId, children }: { spaceId: string; children: ReactNode }) {
  const client = useApiClient();
  const access = useMemo(() => apiAccess(client, spaceId), [client, spaceId]);
  const timelines = useMemo(() => new Timelines(access), [access]);
  const [attempt, setAttempt] = useState(0);
  const connection = useConnection(access, attempt);
  const { session } = connection;

  useEffect(() => () => timelines.close(), [timelines]);
  useEffect(() => {
    if (!session) return;
    timelines.reopenEnded();
    return session.onAccess(() => timelines.reopenEnded());
  }, [session, timelines]);
  useAccessOfChannels(spaceId, session);

  const value = useMemo(
    () => ({ spaceId, timelines, reconnect: () => setAttempt((count) => count + 1), ...connection }),
    [spaceId, timelines, connection],
  );
  return <SpaceSessionContext value={value}>{children}</SpaceSessionContext>;
}

type Connection = Pick<SpaceSession, "session" | "state" | "detail" | "connected">;
const never = new Promise<never>(() => undefined);
const unconnected: Connection = { session: undefined, state: "connecting", detail: {}, connected: never };

function useConnection(access: AccessSource, attempt: number): Connection {
  const [connection, setConnection] = useState(unconnected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt starts over
  useEffect(() => {
    const stop = new AbortController();
    const change = (next: Partial<Connection>) => {
      if (!stop.signal.aborted) setConnection((before) => ({ ...before, ...next }));
    };
    const connected = openSession(access, stop.signal, (state, detail) => change({ state, detail }));
    setConnection({ ...unconnected, connected });
    connected.then(
      (session) => change({ session }),
      (error: unknown) => change({ state: "closed", detail: { reason: reasonOf(error) } }),
    );
    return () => stop.abort();
  }, [access, attempt]);
  return connection;
}

async function openSession(
  access: AccessSource,
  signal: AbortSignal,
  onState: (state: SessionState, detail: StateDetail) => void,
): Promise<Session> {
  const { connect } = await import("@/sdk");
  return connect({ access, signal, transport: "websocket", name: "console", onState });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : "The live connection could not be opened.";
}
