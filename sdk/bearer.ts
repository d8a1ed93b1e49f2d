import { nkeys } from "@nats-io/nats-core";
import { SdkError } from "./errors";

/** How an agent proves to the gateway who it is; one of the three. */
export type GatewayProof =
  | {
      /** `pk_…`; sent to the gateway only. */
      apiKey: string;
      nkeySeed?: undefined;
      token?: undefined;
    }
  | {
      /** `SU…`; it stays here: what is sent is a signature. */
      nkeySeed: string;
      apiKey?: undefined;
      token?: undefined;
    }
  | {
      /** Asked before each request, for a token of an issuer that the space trusts, such as a Kubernetes service account's. */
      token: () => Promise<string>;
      apiKey?: undefined;
      nkeySeed?: undefined;
    };

/** Asks the gateway something without a proof. */
export type Ask = <Answer>(path: string, body: object) => Promise<Answer>;

export interface BearerSource {
  /** What stands after `Bearer`. Throws `SdkError`. */
  get(): Promise<string>;
  /** The gateway did not take it. Whether the next one may fare better. */
  refuse(bearer: string): boolean;
}

/** The proof as the gateway takes it with each request. */
export function bearerSource(proof: GatewayProof, ask: Ask): BearerSource {
  if (proof.nkeySeed !== undefined) return sessionTokens(proof.nkeySeed, ask);
  if (proof.apiKey !== undefined) {
    const { apiKey } = proof;
    return { get: async () => apiKey, refuse: () => false };
  }
  return { get: () => askedFor(proof.token), refuse: () => false };
}

async function askedFor(token: () => Promise<string>): Promise<string> {
  try {
    return await token();
  } catch (cause) {
    throw new SdkError("UNAVAILABLE", "The token to show to the gateway could not be had.", { reason: "token", cause });
  }
}

const renewBeforeMs = 60_000;

/** Session tokens for a key pair, renewed a minute before they end; those who ask at the same time share one. */
function sessionTokens(seed: string, ask: Ask): BearerSource {
  const pair = pairOf(seed);
  let current: { token: string; renewAt: number } | undefined;
  let renewing: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const { challenge } = await ask<{ challenge: string }>("/auth/challenge", { publicKey: pair.getPublicKey() });
    const signature = base64(pair.sign(new TextEncoder().encode(challenge)));
    const made = await ask<{ token: string; expiresAt: string }>("/auth/token", { challenge, signature });
    current = { token: made.token, renewAt: Date.parse(made.expiresAt) - renewBeforeMs };
    return made.token;
  }

  return {
    async get() {
      if (current && Date.now() < current.renewAt) return current.token;
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    refuse(bearer) {
      // It may have ended early: this clock may be wrong, and the gateway's secret may be new.
      if (current?.token === bearer) current = undefined;
      return true;
    },
  };
}

function pairOf(seed: string): ReturnType<typeof nkeys.fromSeed> {
  try {
    return nkeys.fromSeed(new TextEncoder().encode(seed));
  } catch (cause) {
    throw new SdkError("VALIDATION", "nkeySeed is not the seed of an nkey: SU and 56 more characters.", {
      fields: [{ path: "nkeySeed", message: "the seed of a user nkey pair" }],
      cause,
    });
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
