"use client";

import { Popover } from "@base-ui/react/popover";
import { ArrowDownToLine, ArrowUpToLine, BellDot } from "lucide-react";
import { type FormEvent, type ReactElement, type ReactNode, useId, useState } from "react";
import { Button, Input } from "@/components/ui";
import type { Wanted } from "../target";
import { timelineTexts } from "../texts";
import { dateOf, startOfDate } from "./dates";
import type { JumpProps } from "./jump-props";

interface JumpPopoverProps extends JumpProps {
  trigger: ReactElement<Record<string, unknown>>;
}

/** Where to go in a conversation: the newest message, the first unread one, the beginning, a day. A default export, because it is loaded lazily. */
export default function JumpPopover({ trigger, isOpen, onOpenChange, store, firstUnread, onEnd }: JumpPopoverProps) {
  const fieldId = useId();
  const [date, setDate] = useState("");
  const start = startOfDate(date);
  const leave = (go: () => void) => () => {
    onOpenChange(false);
    go();
  };
  const goTo = (wanted: Wanted) => leave(() => void store.goTo(wanted));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (start) goTo({ kind: "time", time: start })();
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={6} collisionPadding={8} className="z-50 outline-none">
          <Popover.Popup
            aria-label={timelineTexts.jump}
            className="w-64 origin-(--transform-origin) rounded-lg border border-line bg-raised p-1 text-ink shadow-float outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0"
          >
            <Choice icon={<ArrowDownToLine />} onClick={leave(onEnd)}>
              {timelineTexts.jumpLatest}
            </Choice>
            <Choice
              icon={<BellDot />}
              disabled={firstUnread === undefined}
              onClick={firstUnread === undefined ? undefined : goTo({ kind: "position", sequence: firstUnread })}
            >
              {firstUnread === undefined ? timelineTexts.jumpNoUnread : timelineTexts.jumpUnread}
            </Choice>
            <Choice icon={<ArrowUpToLine />} onClick={goTo({ kind: "position", sequence: 1 })}>
              {timelineTexts.jumpBeginning}
            </Choice>
            <form onSubmit={onSubmit} className="mt-1 border-line border-t px-2 pt-2.5 pb-2">
              <label htmlFor={fieldId} className="mb-1 block font-medium text-muted text-xs">
                {timelineTexts.jumpDate}
              </label>
              <span className="flex gap-2">
                <Input
                  id={fieldId}
                  type="date"
                  max={dateOf(new Date())}
                  value={date}
                  onChange={(event) => setDate(event.target.value)}
                />
                <Button type="submit" variant="primary" disabled={!start}>
                  {timelineTexts.jumpGo}
                </Button>
              </span>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface ChoiceProps {
  icon: ReactNode;
  disabled?: boolean;
  onClick: (() => void) | undefined;
  children: ReactNode;
}

function Choice({ icon, disabled, onClick, children }: ChoiceProps) {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onClick}
      className="flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-sm enabled:hover:bg-hover disabled:text-faint [&_svg]:size-4 [&_svg]:text-muted"
    >
      {icon}
      {children}
    </button>
  );
}
