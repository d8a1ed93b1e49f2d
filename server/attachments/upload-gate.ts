import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/server/kernel";
import type { SpaceConnections } from "@/server/nats";

/** Who is uploading in this process. */
export interface UploadGate {
  /** Lets an upload in; call what it answers when it is over. Throws LIMIT_EXCEEDED with `detail.retryAfterMs`. */
  enter(spaceId: string, principal: string): Promise<() => void>;
}

const windowSeconds = 60;
/** Of one principal at a time. */
const ownMax = 6;
/** Of everybody at a time. */
const allMax = 200;
const busyRetryMs = 2_000;

const gates = new WeakMap<SpaceConnections, Map<number, UploadGate>>();

/** The gate of a process's connections. */
export function uploadGateOf(connections: SpaceConnections, perMinute: number): UploadGate {
  const known = gates.get(connections) ?? new Map<number, UploadGate>();
  gates.set(connections, known);
  const gate = known.get(perMinute) ?? createUploadGate(perMinute);
  known.set(perMinute, gate);
  return gate;
}

function createUploadGate(perMinute: number): UploadGate {
  const attempts = new RateLimiterMemory({ points: perMinute, duration: windowSeconds });
  const running = new Map<string, number>();
  let all = 0;

  return {
    async enter(spaceId, principal) {
      const key = `${spaceId}/${principal}`;
      try {
        await attempts.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw tooMany(`More than ${perMinute} files in a minute. Wait a little.`, refusal.msBeforeNext);
      }
      const own = running.get(key) ?? 0;
      if (own >= ownMax)
        throw tooMany(`At most ${ownMax} files are taken at a time. Wait for one of them.`, busyRetryMs);
      if (all >= allMax) throw tooMany("Too many files are on their way. Try again in a moment.", busyRetryMs);
      running.set(key, own + 1);
      all += 1;
      return () => {
        all -= 1;
        const left = (running.get(key) ?? 1) - 1;
        if (left > 0) running.set(key, left);
        else running.delete(key);
      };
    },
  };
}

function tooMany(message: string, retryAfterMs: number): AppError {
  return new AppError("LIMIT_EXCEEDED", message, { reason: "rate_limited", detail: { retryAfterMs } });
}
