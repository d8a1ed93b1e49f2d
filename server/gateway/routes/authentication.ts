import { z } from "zod";
import type { Authenticator } from "@/server/policy";
import type { GatewayApp } from "../app";
import { answer, failures } from "../schemas/answers";
import { SpaceParams, time } from "../schemas/names";

const tags = ["Authentication"];

const ChallengeBody = z
  .strictObject({ publicKey: z.string().describe("The agent's public nkey, `U…`.") })
  .meta({ examples: [{ publicKey: "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4" }] });

const Challenge = z
  .object({ challenge: z.string().describe("Sign its UTF-8 as it stands."), expiresAt: time })
  .meta({ id: "Challenge", examples: [{ challenge: "pc_eyJz….q1f…", expiresAt: "2030-01-31T12:01:00.000Z" }] });

const textCharactersMax = 2_048;
const TokenBody = z
  .strictObject({
    challenge: z.string().max(textCharactersMax),
    signature: z
      .string()
      .max(textCharactersMax)
      .describe("The Ed25519 signature by the agent's nkey, in base64 of either alphabet."),
  })
  .meta({ examples: [{ challenge: "pc_eyJz….q1f…", signature: "l0NG…" }] });

const SessionToken = z
  .object({ token: z.string().describe("For `Authorization: Bearer`."), expiresAt: time })
  .meta({ id: "SessionToken", examples: [{ token: "ps_eyJz….W3x…", expiresAt: "2030-01-31T12:10:00.000Z" }] });

/** `POST …/auth/challenge` and `POST …/auth/token`: how the holder of an nkey gets a session token. For everybody. */
export function authenticationRoutes(app: GatewayApp, authenticator: Authenticator): void {
  app.post(
    "/auth/challenge",
    {
      schema: {
        operationId: "createChallenge",
        summary: "Get a challenge for an nkey",
        description: "A text to sign within a minute. Everybody gets one: it says nothing of the space or the key.",
        tags,
        security: [],
        params: SpaceParams,
        body: ChallengeBody,
        response: { 200: answer("The challenge.", Challenge), ...failures(400, 413, 415) },
      },
    },
    async (request) =>
      authenticator.createChallenge({ spaceId: request.params.space, publicKey: request.body.publicKey }),
  );

  app.post(
    "/auth/token",
    {
      schema: {
        operationId: "answerChallenge",
        summary: "Answer a challenge",
        description:
          "A session token for the agent whose nkey signed the challenge. Each challenge is taken once; the token is good for ten minutes, while its nkey, its agent and its space are.",
        tags,
        security: [],
        params: SpaceParams,
        body: TokenBody,
        response: { 200: answer("The token.", SessionToken), ...failures(400, 401, 413, 415) },
      },
    },
    async (request) =>
      authenticator.answerChallenge({ spaceId: request.params.space, address: request.address, ...request.body }),
  );
}
