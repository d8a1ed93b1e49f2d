const charactersMax = 63;
const suffixCharactersMax = 6;

/** The ids to try for a person, best first, made of the local part of the e-mail address: `ada`, `ada-2`, `ada-3` … */
export function personIdCandidates(email: string, count: number): string[] {
  const local = email.split("@")[0] ?? "";
  const plain = local
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "")
    .slice(0, charactersMax - suffixCharactersMax);
  const base = plain === "" ? "person" : plain;
  return Array.from({ length: count }, (_, index) => (index === 0 ? base : `${base}-${index + 1}`));
}
