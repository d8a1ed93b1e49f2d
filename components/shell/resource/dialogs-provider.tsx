"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useMemo, useState } from "react";
import { type DialogRequest, type Dialogs, DialogsContext } from "./dialogs";

// Fetched when the first one is opened: most visits open none.
const OpenDialog = dynamic(() => import("./open-dialog").then((module) => module.OpenDialog), { ssr: false });

/** Holds the one dialog that is open over a space. */
export function DialogsProvider({ spaceId, children }: { spaceId: string; children: ReactNode }) {
  const [request, setRequest] = useState<DialogRequest | null>(null);
  const dialogs = useMemo<Dialogs>(() => ({ open: setRequest, close: () => setRequest(null) }), []);
  return (
    <DialogsContext value={dialogs}>
      {children}
      {request ? <OpenDialog spaceId={spaceId} request={request} /> : null}
    </DialogsContext>
  );
}
