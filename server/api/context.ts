import type { SignedInUser } from "@/server/auth";
import { getRuntime, type Runtime } from "./runtime";

export interface ApiContext {
  runtime: Runtime;
  user: SignedInUser | null;
}

/** The context of one request: who asks, by the session cookie. */
export async function createApiContext(): Promise<ApiContext> {
  const runtime = getRuntime();
  return { runtime, user: await runtime.auth.currentUser() };
}
