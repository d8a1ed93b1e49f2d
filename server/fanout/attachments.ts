import type { Attachment, MessageDraft } from "@/sdk/protocol";
import { claimAttachments } from "@/server/attachments";
import type { Db } from "@/server/db";
import type { Clock } from "@/server/kernel";
import type { Route } from "./arrival";
import { persist } from "./persist";
import { type Refusal, unknownFile } from "./refusals";

interface AttachmentStep {
  /** The stored subject of the place. */
  subject: string;
  /** Called with what the files are; with `undefined` when the message names none. */
  goOn: (attachments: Attachment[] | undefined) => void;
  refuse: (refusal: Refusal) => void;
  /** It could not be found out, for long enough. */
  fail: (err: unknown) => void;
}

/** Finds out what the files are that messages name, and that they may name them. */
export interface AttachmentStage {
  /** At once when it names none; else the messages of that sender to that place wait behind this one, in order. */
  pass(route: Route, draft: MessageDraft, step: AttachmentStep): void;
}

export function createAttachmentStage(world: { db: Db; clock: Clock; spaceId: string }): AttachmentStage {
  async function work({ principal }: Route, { attachments: named = [] }: MessageDraft, step: AttachmentStep) {
    const ids = named.map(({ id }) => id);
    if (ids.length === 0) return step.goOn(undefined);
    const { spaceId } = world;
    const claim = () => claimAttachments(world, { spaceId, subject: step.subject, uploadedBy: principal, ids });
    try {
      const claimed = await persist(claim(), claim);
      if ("refusedIndex" in claimed) step.refuse(unknownFile(claimed.refusedIndex, ids[claimed.refusedIndex] ?? ""));
      else step.goOn(claimed.attachments);
    } catch (err) {
      step.fail(err);
    }
  }

  return {
    pass(route, draft, step) {
      if (!draft.attachments?.length && !route.attaching) return step.goOn(undefined);
      const before = route.attaching ?? Promise.resolve();
      const mine = before.then(() => work(route, draft, step));
      route.attaching = mine;
      void mine.then(() => {
        if (route.attaching === mine) route.attaching = undefined;
      });
    },
  };
}
