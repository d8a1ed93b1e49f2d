/** The IANA name of the zone that the reader's clock is in. */
export function pageZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
