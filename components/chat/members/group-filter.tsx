"use client";

import { Select } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { chatTexts } from "../texts";

interface GroupFilterProps {
  groups: RouterOutputs["members"]["groups"];
  /** Absent: everybody. */
  chosen: string | undefined;
  onChoose: (group: string | undefined) => void;
}

/** Whose members are listed, open at once. A default export, because it is loaded lazily. */
export default function GroupFilter({ groups, chosen, onChoose }: GroupFilterProps) {
  return (
    <div className="shrink-0 px-2 pt-2">
      <Select
        label={chatTexts.membersOf}
        isOpenAtFirst
        // No group has an empty name.
        value={chosen ?? ""}
        options={[
          { value: "", label: chatTexts.everybody },
          ...groups.map(({ name, members }) => ({ value: name, label: chatTexts.groupOption(name, members) })),
        ]}
        onChange={(name) => onChoose(name || undefined)}
        className="w-full"
      />
    </div>
  );
}
