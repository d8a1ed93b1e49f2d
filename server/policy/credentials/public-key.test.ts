import { expect, it } from "vitest";
import { createSeed, publicKeyOf } from "@/server/nats";
import { requireUserPublicKey } from "./public-key";

const publicKey = publicKeyOf(createSeed("user"));

it("takes the public key of a user's key pair", () => {
  expect(() => requireUserPublicKey(publicKey)).not.toThrow();
});

it("refuses everything else as a problem of the field publicKey", () => {
  const swapped = publicKey.slice(0, -1) + (publicKey.endsWith("A") ? "B" : "A");
  for (const wrong of [
    "",
    "U",
    "*",
    publicKeyOf(createSeed("account")),
    createSeed("user"),
    swapped,
    publicKey.toLowerCase(),
  ]) {
    expect(() => requireUserPublicKey(wrong), wrong).toThrow(
      expect.objectContaining({ code: "VALIDATION", fields: [expect.objectContaining({ path: "publicKey" })] }),
    );
  }
});
