import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { isKeyAddress } from "../authentication/key-address";
import { requireSpaceAdmin } from "../authorize";
import { parseInput } from "../input";
import { administer, requireSpace } from "./administer";
import { Jwks } from "./jwks";
import {
  countSubjects,
  countTokenIssuers,
  findTokenIssuer,
  type TokenIssuerRow,
  upsertTokenIssuer,
} from "./token-issuer-repository";
import { type TokenIssuerView, viewOfTokenIssuer } from "./token-issuer-view";

const issuersMax = 50;
const charactersMax = 500;
const keyAddressRule = "an https address (http only for this machine)";

const text = z.string().min(1, "a text").max(charactersMax, `at most ${charactersMax} characters`);
const word = text.refine((given) => !/[\s\p{Cc}]/u.test(given), "no spaces and no control characters");

export const PutTokenIssuerInput = z
  .object({
    spaceId: z.string(),
    /** The `iss` of its tokens, to the letter. */
    issuer: word,
    /** One that must be among the token's `aud`. */
    audience: word,
    /** Where its keys are fetched. Without it and without `jwks` they are found by OpenID discovery. */
    jwksUri: text.refine(isKeyAddress, keyAddressRule).nullish(),
    /** Its keys themselves, for issuers that cannot be reached. */
    jwks: Jwks.nullish(),
  })
  .superRefine(({ issuer, jwksUri, jwks }, check) => {
    if (jwksUri && jwks) {
      check.addIssue({ code: "custom", path: ["jwks"], message: "the keys or their address, not both" });
    }
    if (!jwksUri && !jwks && !isDiscoverable(issuer)) {
      const message = `${keyAddressRule} without a query, or give jwksUri or jwks`;
      check.addIssue({ code: "custom", path: ["issuer"], message });
    }
  });
export type PutTokenIssuerInput = z.input<typeof PutTokenIssuerInput>;

/** From now on the space takes tokens of that issuer for the subjects that are linked to agents; called again it changes audience and keys. */
export async function putTokenIssuer(ctx: ServiceContext, given: PutTokenIssuerInput): Promise<TokenIssuerView> {
  await requireSpaceAdmin(ctx);
  const { spaceId, issuer, audience, jwksUri = null, jwks = null } = parseInput(PutTokenIssuerInput, given);
  await requireSpace(ctx.db, spaceId);
  const row = await administer(ctx, { spaceId, verb: "token-issuer.put", target: `issuer:${issuer}` }, async (tx) => {
    const before = await findTokenIssuer(tx, spaceId, issuer);
    if (!before && (await countTokenIssuers(tx, spaceId)) >= issuersMax) {
      throw new AppError("LIMIT_EXCEEDED", `This space trusts ${issuersMax} issuers already: delete one first.`);
    }
    await upsertTokenIssuer(tx, { spaceId, issuer, audience, jwksUri, jwks, createdAt: ctx.clock.now() });
    const after = await findTokenIssuer(tx, spaceId, issuer);
    if (!after) throw new AppError("CONFLICT", "The issuer was deleted at the same moment; try again.");
    return { result: after, before: before && auditedOf(before), after: auditedOf(after) };
  });
  return viewOfTokenIssuer(row, await countSubjects(ctx.db, row.key));
}

function isDiscoverable(issuer: string): boolean {
  return isKeyAddress(issuer) && !/[?#]/.test(issuer);
}

function auditedOf(row: TokenIssuerRow) {
  const { audience, keys, jwksUri, keyIds } = viewOfTokenIssuer(row, 0);
  return { audience, keys, jwksUri, keyIds };
}
