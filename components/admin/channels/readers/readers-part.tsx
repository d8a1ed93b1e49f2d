"use client";

import { useState } from "react";
import { SearchField, Select } from "@/components/ui";
import { readerTexts } from "../../access/reader-texts";
import { type ReaderAction, ReadersTable } from "../../access/readers-table";
import { AdminPart } from "../../frame/admin-part";
import { Toolbar } from "../../frame/toolbar";

interface ReadersPartProps {
  spaceId: string;
  channel: string;
  isAdmin: boolean;
}

const actions = (["channel.read", "channel.post"] as const).map((value) => ({
  value,
  label: readerTexts.actions[value],
}));

/** Who reads the channel, or posts to it, and by which way. */
export function ReadersPart({ spaceId, channel, isAdmin }: ReadersPartProps) {
  const [search, setSearch] = useState("");
  const [action, setAction] = useState<ReaderAction>("channel.read");
  return (
    <AdminPart title={readerTexts.title} description={readerTexts.leads[action]}>
      <Toolbar>
        <SearchField label={readerTexts.search} value={search} onChange={setSearch} className="w-full max-w-sm" />
        <Select label={readerTexts.may} value={action} options={actions} onChange={setAction} className="w-28" />
      </Toolbar>
      <ReadersTable {...{ spaceId, channel, action, search, isAdmin }} onClearSearch={() => setSearch("")} />
    </AdminPart>
  );
}
