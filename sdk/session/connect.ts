import { LinkedSession } from "./session";
import type { ConnectOptions, Session } from "./types";

/**
 * Resolves after the first connection, however long that takes; `signal` gives up. Throws `SdkError` when the principal is
 * refused for good (`UNAUTHORIZED`, `FORBIDDEN`) or the request for a credential is wrong.
 */
export async function connect(options: ConnectOptions): Promise<Session> {
  const session = new LinkedSession(options);
  options.signal?.addEventListener("abort", () => void session.close(), { once: true });
  if (options.signal?.aborted) await session.close();
  await session.start();
  return session;
}
