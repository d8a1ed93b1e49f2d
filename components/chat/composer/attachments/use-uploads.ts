"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import { useApiClient } from "@/components/api";
import type { Attachment } from "@/sdk/protocol";
import { type Place, storedSubject } from "@/sdk/protocol/subjects";
import { useSpaceSession } from "../../session/space-session";
import type { UploadItem } from "./upload-item";
import type { UploadStore } from "./upload-store";

/** The files that are to go with the message being written. */
export interface Uploads {
  items: readonly UploadItem[];
  /** From the clipboard, a drop or the picker: begins to upload them. */
  add: (files: Iterable<File>) => void;
  remove: (key: string) => void;
  retry: (key: string) => void;
  /** What a draft's `attachments` takes. */
  ready: Attachment[];
  /** Some are still on their way: the message has to wait for them. */
  isBusy: boolean;
  /** The message has taken them with it. */
  clear: () => void;
}

/** By space and place: what was added stays while the reader looks elsewhere, and is forgotten with the page. */
const stores = new Map<string, UploadStore>();
const none: readonly UploadItem[] = [];
const noItems = () => none;
const never = () => () => undefined;

/** The files for a place's next message. What uploads them is fetched with the first one. */
export function useUploads(place: Place): Uploads {
  const { spaceId } = useSpaceSession();
  const client = useApiClient();
  const subject = storedSubject(place);
  const key = `${spaceId}.${subject}`;
  const [, setOpened] = useState<UploadStore>();
  const store = stores.get(key);
  const items = useSyncExternalStore(store?.subscribe ?? never, store?.getItems ?? noItems, noItems);
  return useMemo(() => {
    const open = async () => {
      const { UploadStore } = await import("./upload-store");
      const bytesMax = async () => (await client.attachments.limits.query({ spaceId })).fileBytesMax;
      const opened = stores.get(key) ?? new UploadStore({ spaceId, place: subject, bytesMax });
      stores.set(key, opened);
      setOpened(opened);
      return opened;
    };
    return {
      items,
      // A clipboard and a drop give their files only now.
      add: (files) => {
        const taken = [...files];
        if (taken.length > 0) void open().then((opened) => opened.add(taken));
      },
      remove: (item) => store?.remove(item),
      retry: (item) => store?.retry(item),
      ready: items.flatMap(({ state }) => (state.kind === "ready" ? state.attachment : [])),
      isBusy: items.some(({ state }) => state.kind === "waiting" || state.kind === "sending"),
      clear: () => store?.clear(),
    };
  }, [items, store, client, spaceId, subject, key]);
}
