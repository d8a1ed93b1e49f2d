import type { Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { findTokenIssuer, type TokenIssuerRow } from "./token-issuer-repository";

export async function requireTokenIssuer(db: Tx, spaceId: string, issuer: string): Promise<TokenIssuerRow> {
  const row = await findTokenIssuer(db, spaceId, issuer);
  if (row) return row;
  throw new AppError("NOT_FOUND", `This space does not trust an issuer "${issuer}".`, {
    reason: "unknown_issuer",
    fields: [{ path: "issuer", message: "an issuer that the space trusts, to the letter" }],
  });
}
