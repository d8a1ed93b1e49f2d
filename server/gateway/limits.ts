import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/server/kernel";

const windowSeconds = 60;

/** Counts one request of the key; throws LIMIT_EXCEEDED with `detail.retryAfterMs` beyond the limit. */
export type RequestLimit = (key: string) => Promise<void>;

/** A limit of requests in windows of a minute that begin with a key's first, in this process's memory. */
export function createRequestLimit(perMinute: number): RequestLimit {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: windowSeconds });
  return async (key) => {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const message = `More than ${perMinute} requests in a minute. Wait before the next one.`;
      const detail = { retryAfterMs: refusal.msBeforeNext };
      throw new AppError("LIMIT_EXCEEDED", message, { reason: "rate_limited", detail });
    }
  };
}
