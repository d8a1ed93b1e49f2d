import type { APIRequestContext } from "@playwright/test";
import type { ScenePerson } from "./scene";

/** Signs in by the two requests that the form sends. Drawing the form and the page behind it takes seconds, and has tests of its own. */
export async function signIn(request: APIRequestContext, { email, password }: ScenePerson): Promise<void> {
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const form = { email, password, csrfToken, json: "true" };
  const answer = await request.post("/api/auth/callback/credentials", { form });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
}
