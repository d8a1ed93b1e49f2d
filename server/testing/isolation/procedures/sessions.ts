import { encode } from "next-auth/jwt";
import type { Auth } from "@/server/auth";
import { inRequestScope } from "./request-scope";

export const origin = "http://127.0.0.1:7400";
const cookieName = "next-auth.session-token";

/** Signs in as the page does, with a token against forged requests and the password. Returns the cookie of the session. */
export async function signIn(auth: Auth, credentials: { email: string; password: string }): Promise<string> {
  const csrf = await handle(auth, new Request(`${origin}/api/auth/csrf`));
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const signedIn = await handle(
    auth,
    new Request(`${origin}/api/auth/callback/credentials`, {
      method: "POST",
      headers: { cookie: cookiesOf(csrf), "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...credentials, csrfToken, json: "true" }),
    }),
  );
  const cookie = cookiesOf(signedIn);
  if (!cookie.includes(cookieName)) throw new Error(`${credentials.email} could not sign in: ${signedIn.status}`);
  return cookie;
}

/** A session's cookie with the claims a real one has, which ran out `seconds` ago; a negative number leaves it as long to live. */
export async function sessionThatEnded(
  secret: string,
  claims: { sub: string; stamp: string },
  seconds: number,
): Promise<string> {
  return `${cookieName}=${await encode({ token: claims, secret, maxAge: -seconds })}`;
}

function handle(auth: Auth, request: Request): Promise<Response> {
  const nextauth = new URL(request.url).pathname.split("/").slice(3);
  return inRequestScope(request, (made) => auth.handle(made, { params: Promise.resolve({ nextauth }) }));
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
