"use client";

import { createContext, type ReactNode, Suspense, useContext, useMemo, useState } from "react";
import type { TimelineRow } from "../../timeline/rows";

/** What the parts of a message can ask of the conversation around them. */
export interface MessageActs {
  /** Shows a dialog beside the messages, which come and go while somebody scrolls; one at a time. */
  open: (dialog: (onClose: () => void) => ReactNode) => void;
  /** Begins an answer; absent where nothing can be posted. */
  reply?: (row: TimelineRow) => void;
  /** Begins a new version of one's own message; absent where nothing can be posted. */
  edit?: (row: TimelineRow) => void;
}

const MessageActsContext = createContext<MessageActs>({ open: () => undefined });

/** The acts of the conversation around this component; those without one do nothing. */
export function useMessageActs(): MessageActs {
  return useContext(MessageActsContext);
}

interface MessageActsProviderProps extends Pick<MessageActs, "reply" | "edit"> {
  children: ReactNode;
}

/** Serves the messages inside, and holds the one dialog about any of them that is open. */
export function MessageActsProvider({ reply, edit, children }: MessageActsProviderProps) {
  const [dialog, setDialog] = useState<ReactNode>(null);
  const acts = useMemo<MessageActs>(
    () => ({ open: (make) => setDialog(make(() => setDialog(null))), reply, edit }),
    [reply, edit],
  );
  return (
    <MessageActsContext value={acts}>
      {children}
      <Suspense>{dialog}</Suspense>
    </MessageActsContext>
  );
}
