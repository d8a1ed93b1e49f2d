/** A filter that somebody keeps. */
export interface SavedFilterView {
  id: string;
  name: string;
  query: string;
  /** Everybody of the space sees it; what it finds is still each reader's own. */
  isShared: boolean;
  isMine: boolean;
  /** Who keeps it. */
  keptBy: { id: string; displayName: string };
}
