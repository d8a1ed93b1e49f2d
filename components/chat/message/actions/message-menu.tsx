"use client";

import type { ReactElement, RefObject } from "react";
import { Menu, MenuSeparator } from "@/components/ui";
import { MessageItems } from "../../moderation/message-items";
import type { TimelineRow } from "../../timeline/rows";
import { CopyLinkItem } from "./copy-link-item";
import { CopyTextItem } from "./copy-text-item";
import { EditItem } from "./edit-item";
import { RawItem } from "./raw-item";
import { ReplyItem } from "./reply-item";
import { ShowExchangeItem } from "./show-exchange-item";
import { ShowProfileItem } from "./show-profile-item";
import { StartThreadItem } from "./start-thread-item";

interface MessageMenuProps {
  row: TimelineRow;
  trigger: ReactElement<Record<string, unknown>>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  openedFrom: RefObject<HTMLElement | null> | undefined;
}

/** Everything that can be done about a message: by any reader, then by those who moderate. A default export, because it is loaded lazily. */
export default function MessageMenu({ row, trigger, ...menu }: MessageMenuProps) {
  return (
    <Menu trigger={trigger} align="end" {...menu}>
      {row.redaction ? null : (
        <>
          <ReplyItem row={row} />
          <EditItem row={row} />
          <StartThreadItem row={row} />
          <MenuSeparator />
          <CopyTextItem row={row} />
        </>
      )}
      <CopyLinkItem row={row} />
      {row.redaction ? null : <RawItem row={row} />}
      <MenuSeparator />
      <ShowExchangeItem row={row} />
      <ShowProfileItem row={row} />
      <MenuSeparator />
      <MessageItems row={row} />
    </Menu>
  );
}
