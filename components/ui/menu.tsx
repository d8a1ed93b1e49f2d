"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import {
  type ComponentProps,
  type FocusEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
} from "react";
import { classNames } from "./class-names";

interface MenuProps {
  /** The button that opens it; one element that takes a ref. */
  trigger: ReactElement<Record<string, unknown>>;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  isInitiallyOpen?: boolean;
  /** Given: the caller opens and closes it. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** Where a key opened it: the first item has the focus at once, and this once it is closed. By default it is the button's. */
  openedFrom?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** A list of actions behind a button; arrow keys, type-ahead and Escape work. */
export function Menu(props: MenuProps) {
  const {
    trigger,
    side = "bottom",
    align = "start",
    isInitiallyOpen,
    isOpen,
    onOpenChange,
    openedFrom,
    children,
  } = props;
  const wasEntered = useRef(false);
  useEffect(() => {
    if (!isOpen) wasEntered.current = false;
  }, [isOpen]);
  const enter = (event: FocusEvent<HTMLElement>) => {
    if (!openedFrom || wasEntered.current || event.target !== event.currentTarget) return;
    wasEntered.current = true;
    event.currentTarget.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  };
  return (
    <Base.Root defaultOpen={isInitiallyOpen} open={isOpen} onOpenChange={(open) => onOpenChange?.(open)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-50 outline-none">
          <Base.Popup
            finalFocus={openedFrom}
            onFocus={enter}
            className="min-w-44 origin-(--transform-origin) rounded-lg border border-line bg-raised p-1 text-ink shadow-float outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemClass =
  "flex h-8 cursor-default select-none items-center gap-2.5 rounded-md px-2 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:text-muted";

export function MenuItem({
  tone = "neutral",
  className,
  ...props
}: Omit<ComponentProps<typeof Base.Item>, "className"> & { tone?: "neutral" | "danger"; className?: string }) {
  return (
    <Base.Item
      className={classNames(itemClass, tone === "danger" && "text-danger [&_svg]:text-danger", className)}
      {...props}
    />
  );
}

interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
}

/** A group of which exactly one is chosen. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 font-medium text-2xs text-faint">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
            {option.icon}
            <span className="grow">{option.label}</span>
            <Base.RadioItemIndicator>
              <Check className="size-4" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

/** A line between items; none where there is nothing on one of its sides. */
export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line first:hidden last:hidden [[role=separator]+&]:hidden" />;
}
