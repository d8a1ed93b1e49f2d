"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, use, useMemo, useState } from "react";

export type DialogRequest =
  | { kind: "create-channel" }
  | { kind: "channel"; name: string; tab?: "status" | "settings" | "yaml"; isNew?: boolean }
  | { kind: "create-thread"; channel: string };

interface Dialogs {
  open: (request: DialogRequest) => void;
  close: () => void;
}

const DialogsContext = createContext<Dialogs | null>(null);

/** Opens the space's dialogs from anywhere inside of it. */
export function useDialogs(): Dialogs {
  const dialogs = use(DialogsContext);
  if (!dialogs) throw new Error("useDialogs is used outside of a DialogsProvider");
  return dialogs;
}

// Fetched when the first one is opened: most visits open none.
const OpenDialog = dynamic(() => import("./open-dialog").then((module) => module.OpenDialog), { ssr: false });

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
