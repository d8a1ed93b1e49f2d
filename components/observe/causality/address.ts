/** The parameter that names the message which is looked at. */
export const atParameter = "at";
/** The parameter that says how the exchange is drawn. */
export const viewParameter = "view";

/** The page of the exchange that a message belongs to, with that message chosen. */
export function exchangePath(
  spaceId: string,
  { id, correlationId }: { id: string; correlationId?: string },
  sequence?: number,
): string {
  const path = `/s/${spaceId}/exchange/${encodeURIComponent(correlationId ?? id)}`;
  return sequence === undefined ? path : `${path}?${atParameter}=${sequence}`;
}
