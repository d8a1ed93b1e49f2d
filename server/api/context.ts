import { headers } from "next/headers";
import { forwardedAddress, type SignedInUser } from "@/server/auth";
import type { Origin } from "@/server/db";
import { getRuntime, type Runtime } from "./runtime";

export interface ApiContext {
  runtime: Runtime;
  user: SignedInUser | null;
  /** Absent when the server's own code asks. */
  origin?: Origin;
}

/** The context of one request: who asks, by the session cookie, and from where. */
export async function createApiContext(): Promise<ApiContext> {
  const runtime = getRuntime();
  const [user, given] = await Promise.all([runtime.auth.currentUser(), headers()]);
  return { runtime, user, origin: { via: "console", address: forwardedAddress(given.get("x-forwarded-for")) } };
}
