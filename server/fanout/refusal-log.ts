import type { Logger } from "@/server/kernel";
import type { Refusal } from "./refusals";

const flushMs = 10_000;
const kindsMax = 1_000;

/** Logs refusals without letting a flood of them flood the log: the first of a kind at once, then a count every 10 s. */
export interface RefusalLog {
  /** `err` is the failure behind a refusal that is not the sender's doing. */
  note(spaceId: string, principal: string, refusal: Refusal, err?: unknown): void;
  close(): void;
}

interface Kind {
  spaceId: string;
  principal: string;
  code: string;
  rule: string;
  field: string | undefined;
  count: number;
}

export function createRefusalLog(log: Logger): RefusalLog {
  const kinds = new Map<string, Kind>();
  let unnamed = 0;

  function flush(): void {
    for (const kind of kinds.values()) if (kind.count > 0) log.warn(kind, "more messages refused");
    if (unnamed > 0) log.warn({ count: unnamed }, "messages of further kinds refused");
    kinds.clear();
    unnamed = 0;
  }
  const timer = setInterval(flush, flushMs);
  timer.unref();

  return {
    note(spaceId, principal, { code, rule, field, reason }, err) {
      const key = `${spaceId} ${principal} ${code} ${rule}`;
      const known = kinds.get(key);
      if (known) {
        known.count += 1;
      } else if (kinds.size >= kindsMax) {
        unnamed += 1;
      } else {
        kinds.set(key, { spaceId, principal, code, rule, field, count: 0 });
        if (err === undefined) log.warn({ spaceId, principal, code, rule, field, reason }, "message refused");
        else log.error({ err, spaceId, principal, code, rule }, "message failed");
      }
    },
    close() {
      clearInterval(timer);
      flush();
    },
  };
}
