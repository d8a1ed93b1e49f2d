"use client";

import { useQuery } from "@tanstack/react-query";
import { Ban, Plus } from "lucide-react";
import { useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Badge, Button, type Column, DataTable, EmptyState } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { AdminPart } from "../../frame/admin-part";
import { Moment } from "../../frame/moment";
import { frameTexts } from "../../frame/texts";
import { HolderName } from "../roles/holder-name";
import { keyOfHolder, nameOfHolder } from "../roles/role-rows";
import { blockTexts } from "../texts";
import { BlockDialog } from "./block-dialog";
import { LiftDialog } from "./lift-dialog";

export type BlockItem = RouterOutputs["blocks"]["list"][number];

const columns: Column<BlockItem>[] = [
  {
    id: "holder",
    header: blockTexts.columns.holder,
    width: "minmax(12rem,2fr)",
    cell: ({ holder }) => <HolderName holder={holder} />,
  },
  {
    id: "effect",
    header: blockTexts.columns.effect,
    width: "minmax(6rem,0.75fr)",
    stacked: "plain",
    cell: ({ effect }) => (
      <Badge tone={effect === "access" ? "danger" : "warning"}>{blockTexts.effects[effect].label}</Badge>
    ),
  },
  {
    id: "reason",
    header: blockTexts.columns.reason,
    width: "minmax(12rem,3fr)",
    stacked: "plain",
    cell: ({ reason }) => <span className="break-words text-ink">{reason}</span>,
  },
  {
    id: "by",
    header: blockTexts.columns.by,
    width: "minmax(10rem,1.5fr)",
    cell: ({ createdBy, createdAt }) => (
      <span className="block min-w-0">
        <bdi className="block truncate">{createdBy.replace(/^user:/, "")}</bdi>
        <span className="text-faint text-xs">
          <Moment at={createdAt} />
        </span>
      </span>
    ),
  },
  {
    id: "ends",
    header: blockTexts.columns.ends,
    width: "minmax(7rem,1fr)",
    cell: ({ expiresAt }) =>
      expiresAt ? <Moment at={expiresAt} /> : <span className="text-faint">{blockTexts.whenLifted}</span>,
  },
];

/** Who is kept out of the channel or stopped from posting, with reason and end; set and lifted here. */
export function BlocksPart({ spaceId, channel }: { spaceId: string; channel: string }) {
  const [isBlocking, setBlocking] = useState(false);
  const [lifting, setLifting] = useState<BlockItem | null>(null);
  const blocks = useQuery(useApi().blocks.list.queryOptions({ spaceId, channel }));
  const button = (
    <Button onClick={() => setBlocking(true)}>
      <Plus aria-hidden="true" className="size-4" />
      {blockTexts.block}
    </Button>
  );
  return (
    <AdminPart title={blockTexts.title} description={blockTexts.lead} actions={button}>
      <DataTable
        label={blockTexts.table}
        columns={columns}
        rows={blocks.data}
        keyOf={({ holder, effect }) => `${keyOfHolder(holder)} ${effect}`}
        nameOf={({ holder }) => nameOfHolder(holder)}
        rowAction={(block) => (
          <Button size="sm" onClick={() => setLifting(block)}>
            {blockTexts.lift}
          </Button>
        )}
        actionWidth="4.5rem"
        failure={
          blocks.error
            ? {
                title: frameTexts.listFailed,
                description: failureOf(blocks.error).message,
                onRetry: () => void blocks.refetch(),
              }
            : undefined
        }
        empty={<EmptyState icon={<Ban />} title={blockTexts.emptyTitle} description={blockTexts.emptyText} />}
      />
      <BlockDialog {...{ spaceId, channel }} isOpen={isBlocking} onClose={() => setBlocking(false)} />
      <LiftDialog {...{ spaceId, channel }} block={lifting} onClose={() => setLifting(null)} />
    </AdminPart>
  );
}
