import type { TimelineStore } from "../store";

export interface JumpProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  store: TimelineStore;
  /** The first message that was unread when the place was opened. */
  firstUnread: number | undefined;
  /** The reader goes to the live end. */
  onEnd: () => void;
}
