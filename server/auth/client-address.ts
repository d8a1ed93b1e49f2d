/** The nearest proxy's word on who asks, from `X-Forwarded-For`: the last entry, because a client can write the ones before it. */
export function clientAddress(forwardedFor: string | null | undefined): string | undefined {
  return forwardedFor?.split(",").at(-1)?.trim() || undefined;
}
