/**
 * Whether Postgres refused the values themselves, so that trying again is no use: SQLSTATE class 22 (data exception) or 54
 * (program limit exceeded; postgresql.org, "PostgreSQL Error Codes"). Everything else may pass.
 */
export function isDataError(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== undefined && (state.startsWith("22") || state.startsWith("54"));
}

function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("meta" in error)) return undefined;
  const meta = error.meta as { driverAdapterError?: { cause?: { originalCode?: unknown } } } | undefined;
  const code = meta?.driverAdapterError?.cause?.originalCode;
  return typeof code === "string" ? code : undefined;
}
