"use client";

import { useMemo, useState, useSyncExternalStore } from "react";
import { useApiClient } from "@/components/api";
import type { Attachment } from "@/sdk/protocol";
import { type Place, storedSubject } from "@/sdk/protocol/subjects";
import { useSpaceSession } from "../../session/space-session";
import type { UploadItem } from "./upload-item";
import type { UploadStore } from "./upload-store";

/** What can be done with the files of a place's next message; the same objects for as long as the place is. */
export interface UploadActs {
  /** From the clipboard, a drop or the picker: begins to upload them. */
  add: (files: Iterable<File>) => void;
  remove: (key: string) => void;
  retry: (key: string) => void;
  /** The message has taken them with it. */
  clear: () => void;
  /** A message gives them back. */
  restore: (attachments: readonly Attachment[]) => void;
}

/** The files that are to go with the message being written. */
export interface Uploads extends UploadActs {
  items: readonly UploadItem[];
  /** What a draft's `attachments` takes. */
  ready: Attachment[];
  /** Some are still on their way: the message has to wait for them. */
  isBusy: boolean;
}

/** By space and place: what was added stays while the reader looks elsewhere, and is forgotten with the page. */
const stores = new Map<string, UploadStore>();
const openListeners = new Set<() => void>();
const none: readonly UploadItem[] = [];

/** Ways to a place's files without following how far they are. What uploads them is fetched with the first one. */
export function useUploadActs(place: Place): UploadActs {
  const { spaceId } = useSpaceSession();
  const client = useApiClient();
  const subject = storedSubject(place);
  return useMemo(() => {
    const key = keyOf(spaceId, subject);
    const open = async () => {
      const { UploadStore } = await import("./upload-store");
      const bytesMax = async () => (await client.attachments.limits.query({ spaceId })).fileBytesMax;
      const store = stores.get(key) ?? new UploadStore({ spaceId, place: subject, bytesMax });
      stores.set(key, store);
      for (const listener of [...openListeners]) listener();
      return store;
    };
    return {
      add: (files) => {
        // A clipboard and a drop give their files only now.
        const taken = [...files];
        if (taken.length > 0) void open().then((store) => store.add(taken));
      },
      remove: (item) => stores.get(key)?.remove(item),
      retry: (item) => stores.get(key)?.retry(item),
      clear: () => stores.get(key)?.clear(),
      restore: (attachments) => {
        if (attachments.length > 0) void open().then((store) => store.restore(attachments));
      },
    };
  }, [client, spaceId, subject]);
}

/** The files for a place's next message, as they come along. */
export function useUploads(place: Place): Uploads {
  const { spaceId } = useSpaceSession();
  const acts = useUploadActs(place);
  const key = keyOf(spaceId, storedSubject(place));
  const [follow] = useState(() => followerOf(key));
  const items = useSyncExternalStore(follow.subscribe, follow.items, () => none);
  return useMemo(
    () => ({
      ...acts,
      items,
      ready: items.flatMap(({ state }) => (state.kind === "ready" ? state.attachment : [])),
      isBusy: items.some(({ state }) => state.kind === "waiting" || state.kind === "sending"),
    }),
    [acts, items],
  );
}

function keyOf(spaceId: string, subject: string): string {
  return `${spaceId}.${subject}`;
}

/** The items of a store that may not be there yet. */
function followerOf(key: string) {
  return {
    items: () => stores.get(key)?.getItems() ?? none,
    subscribe(listener: () => void) {
      let end = stores.get(key)?.subscribe(listener);
      const onOpen = () => {
        end ??= stores.get(key)?.subscribe(listener);
      };
      openListeners.add(onOpen);
      return () => {
        openListeners.delete(onOpen);
        end?.();
      };
    },
  };
}
