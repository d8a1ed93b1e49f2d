import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Clock, Logger } from "@/server/kernel";
import { type Fetch, fetchJson } from "./fetch-json";
import { isKeyAddress, isLoopbackAddress } from "./key-address";

const freshMs = 600_000;
/** How long known keys are good for when they cannot be fetched again. */
const staleMs = 86_400_000;
const coolDownMs = 30_000;
const setsMax = 1_000;

/** Where an issuer's keys are. */
export interface KeySource {
  issuer: string;
  /** Null: found by OpenID discovery, unless `jwks` holds them. */
  jwksUri: string | null;
  jwks: unknown;
}

export interface KeySets {
  /**
   * Finds the key of a token's header. Fetched sets are kept for ten minutes, fetched again for a key they do not hold,
   * at most every 30 seconds whatever comes, and used for a day when they cannot be fetched again.
   */
  of(source: KeySource): JWTVerifyGetKey;
}

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
type Find = ReturnType<typeof createLocalJWKSet>;

/** The key sets of all issuers that one process has met. */
export function createKeySets(options: { clock: Clock; log: Logger; fetch?: Fetch }): KeySets {
  const pasted = new LRUCache<string, Find>({ max: setsMax });
  const fetched = new LRUCache<string, JWTVerifyGetKey>({ max: setsMax });
  return {
    of(source) {
      if (source.jwks) {
        const text = JSON.stringify(source.jwks);
        return pasted.get(text) ?? kept(pasted, text, createLocalJWKSet(source.jwks as JSONWebKeySet));
      }
      const key = `${source.issuer}\0${source.jwksUri ?? ""}`;
      return fetched.get(key) ?? kept(fetched, key, createFetchedSet(options, source));
    },
  };
}

function kept<Value extends object>(cache: LRUCache<string, Value>, key: string, value: Value): Value {
  cache.set(key, value);
  return value;
}

function createFetchedSet(
  { clock, log, fetch = globalThis.fetch }: { clock: Clock; log: Logger; fetch?: Fetch },
  source: KeySource,
): JWTVerifyGetKey {
  let known: { find: Find; at: number } | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;
  const now = () => clock.now().getTime();

  /** Fetches the set, unless that was tried a moment ago. A failure leaves what is known. */
  function refresh(): Promise<void> {
    if (loading) return loading;
    if (now() - triedAt < coolDownMs) return Promise.resolve();
    triedAt = now();
    loading = fetchKeys(fetch, source)
      .then((jwks) => {
        known = { find: createLocalJWKSet(jwks), at: now() };
      })
      .catch((err: unknown) => log.warn({ err, issuer: source.issuer }, "an issuer's keys could not be fetched"))
      .finally(() => {
        loading = undefined;
      });
    return loading;
  }

  return async (header, token) => {
    if (!known || now() - known.at >= freshMs) await refresh();
    if (!known || now() - known.at >= staleMs) throw new Error("the issuer's keys are not known");
    try {
      return await known.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return known.find(header, token);
    }
  };
}

async function fetchKeys(fetch: Fetch, { issuer, jwksUri }: KeySource): Promise<JSONWebKeySet> {
  return (await fetchJson(fetch, jwksUri ?? (await discover(fetch, issuer)))) as JSONWebKeySet;
}

/** The `jwks_uri` of the issuer (OpenID Connect Discovery 1.0, section 4), which must be allowed to be asked. */
async function discover(fetch: Fetch, issuer: string): Promise<string> {
  const document = await fetchJson(fetch, `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const { issuer: named, jwks_uri: uri } = Discovery.parse(document);
  if (named !== issuer) throw new Error(`the issuer ${issuer} calls itself ${named}`);
  // Somebody else's document must not make this process ask its own machine.
  if (!isKeyAddress(uri) || (isLoopbackAddress(uri) && !isLoopbackAddress(issuer))) {
    throw new Error(`the issuer ${issuer} names a key address that is not allowed: ${uri}`);
  }
  return uri;
}
