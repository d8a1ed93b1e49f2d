export interface Expiry {
  choice: "never" | "30" | "90" | "365" | "date";
  /** `2030-01-31`; counts while `date` is chosen. */
  day: string;
}

const dayMs = 86_400_000;

/** The moment as RFC 3339, null for never: that many days from now, or the end of the day that was chosen, where the reader is. */
export function expiryOf({ choice, day }: Expiry, nowMs: number): string | null {
  if (choice === "never") return null;
  if (choice !== "date") return new Date(nowMs + Number(choice) * dayMs).toISOString();
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}
