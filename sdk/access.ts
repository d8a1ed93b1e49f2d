import type { FileAccess } from "./files";
import type { HistoryPage, HistoryQuery, IssuedCredential } from "./protocol";

/** Where a session gets its rights and its past from. Both verbs throw `SdkError`; `UNAUTHORIZED` and `FORBIDDEN` are final. */
export interface AccessSource {
  issueCredential(publicKey: string): Promise<IssuedCredential>;
  readHistory(query: HistoryQuery): Promise<HistoryPage>;
  /** Absent where there is no way to files. */
  readonly files?: FileAccess;
}
