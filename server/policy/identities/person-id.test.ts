import fc from "fast-check";
import { expect, it } from "vitest";
import { isPrincipalId } from "@/sdk/protocol";
import { personIdCandidates } from "./person-id";

it("is the local part of the e-mail address, as far as an id can be", () => {
  expect(personIdCandidates("ada@example.org", 3)).toEqual(["ada", "ada-2", "ada-3"]);
  expect(personIdCandidates("José.Núñez+x@example.org", 1)).toEqual(["jose-nunez-x"]);
  expect(personIdCandidates("_.-@example.org", 1)).toEqual(["person"]);
  expect(personIdCandidates("漢字@example.org", 1)).toEqual(["person"]);
});

it("is always a principal's id, and never twice the same", () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string()), (email) => {
      const ids = personIdCandidates(email, 1_000);
      expect(ids.every(isPrincipalId)).toBe(true);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 50 },
  );
});
