"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface TabsProps<Value extends string> {
  value: Value;
  onChange: (value: Value) => void;
  tabs: readonly { value: Value; label: ReactNode }[];
  listClassName?: string;
  /** Beside the tabs, in their line. */
  listEnd?: ReactNode;
  className?: string;
  /** `TabPanel`s. */
  children: ReactNode;
}

/** Views of one thing, one at a time; arrow keys move between them. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { value, onChange, tabs, listClassName, listEnd, className, children } = props;
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className={classNames("flex min-h-0 flex-col", className)}
    >
      <div className={classNames("flex gap-4 border-line border-b", listClassName)}>
        <Base.List className="relative flex gap-4">
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              className="-mb-px h-9 select-none border-transparent border-b-2 font-medium text-muted text-sm hover:text-ink data-active:border-accent data-active:text-ink"
            >
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        {listEnd}
      </div>
      {children}
    </Base.Root>
  );
}

export function TabPanel({ value, className, children }: { value: string; className?: string; children: ReactNode }) {
  return (
    <Base.Panel value={value} className={classNames("min-h-0 outline-none", className)}>
      {children}
    </Base.Panel>
  );
}
