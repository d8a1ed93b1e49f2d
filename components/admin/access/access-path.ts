export interface AccessQuestion {
  principal?: string;
  channel?: string;
  thread?: string;
  /** `channel.read` unless said. */
  action?: string;
}

/** Where the access explorer answers a question: who reaches a channel, what a principal reaches, or why one does the other. */
export function accessPath(spaceId: string, question: AccessQuestion): string {
  const given = Object.entries(question).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(given).toString();
  return `/s/${spaceId}/admin/access${query ? `?${query}` : ""}`;
}
