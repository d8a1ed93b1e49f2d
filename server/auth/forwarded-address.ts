/** Who asks, as the console's server wrote it into `X-Forwarded-For`: the last entry, because a client can write the ones before it. */
export function forwardedAddress(forwardedFor: string | null | undefined): string | undefined {
  return forwardedFor?.split(",").at(-1)?.trim() || undefined;
}
