"use client";

import { useState } from "react";
import { SearchField } from "@/components/ui";
import { AdminPart } from "../frame/admin-part";
import { Toolbar } from "../frame/toolbar";
import { readerTexts } from "./reader-texts";
import { ReadersTable } from "./readers-table";
import { accessTexts } from "./texts";
import { type Asked, nameOfPlace } from "./use-access-question";

/** Who reaches the channel or thread that was asked about. */
export function ReachedBy({ spaceId, asked }: { spaceId: string; asked: Asked }) {
  const [search, setSearch] = useState("");
  const { channel } = asked;
  const action = asked.action === "channel.post" ? "channel.post" : "channel.read";
  const thread = asked.thread || undefined;
  return (
    <AdminPart title={accessTexts.reachedBy(nameOfPlace(asked))} description={readerTexts.leads[action]}>
      <Toolbar>
        <SearchField label={readerTexts.search} value={search} onChange={setSearch} className="w-full max-w-sm" />
      </Toolbar>
      <ReadersTable {...{ spaceId, channel, thread, action, search }} isAdmin onClearSearch={() => setSearch("")} />
    </AdminPart>
  );
}
