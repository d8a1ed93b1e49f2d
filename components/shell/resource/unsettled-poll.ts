const pollMs = 2_000;

/**
 * How often to read a resource again: not at all once the operator has seen it and it is ready, for its changes are announced. Until
 * then now and then, for the announcement that got lost.
 */
export function unsettledPollMs(
  detail: { isObserved: boolean; conditions: { type: string; status: string }[] } | undefined,
): number | false {
  if (!detail) return false;
  const isReady = detail.conditions.some(({ type, status }) => type === "Ready" && status === "True");
  return detail.isObserved && isReady ? false : pollMs;
}
