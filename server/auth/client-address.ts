/** Who asks, from `X-Forwarded-For`: the console's process leaves in it the one address that the trusted proxies vouch for. */
export function clientAddress(forwardedFor: string | null | undefined): string | undefined {
  return forwardedFor?.split(",").at(-1)?.trim() || undefined;
}
