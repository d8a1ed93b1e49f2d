import { LinkedSession } from "./session";
import type { ConnectOptions, Session } from "./types";

/**
 * Resolves after the first connection, however long that takes; `signal` gives up. Throws `SdkError` when the principal is
 * refused for good (`UNAUTHORIZED`, `FORBIDDEN`) or the request for a credential is wrong.
 */
export async function connect(options: ConnectOptions): Promise<Session> {
  const { signal } = options;
  const session = new LinkedSession(options);
  const close = () => void session.close();
  signal?.addEventListener("abort", close);
  void session.closed().then(() => signal?.removeEventListener("abort", close));
  if (signal?.aborted) await session.close();
  await session.start();
  return session;
}
