"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { ConnectionBadge } from "@/components/chat";
import { durationText } from "@/components/chat/message/duration";
import { putParameter } from "@/components/observe/search/address";
import { PageBar } from "@/components/shell";
import { Drawer, TabPanel, Tabs } from "@/components/ui";
import { useIsBeside } from "../search/use-is-beside";
import { atParameter, viewParameter } from "./address";
import { MessageDetail } from "./detail/message-detail";
import { ExchangeNotice } from "./exchange-notice";
import { graphOf } from "./graph";
import { KnownParticipants } from "./known-participants";
import { SequenceView } from "./sequence/sequence-view";
import { causalityTexts } from "./texts";
import { scaleOf } from "./tree/scale";
import { TreeView } from "./tree/tree-view";
import { type ReadExchange, useExchange } from "./use-exchange";
import { useIsWide } from "./use-is-wide";
import type { Names } from "./words";

const views = ["sequence", "tree"] as const;
type View = (typeof views)[number];

/** The exchange that a message belongs to, as a sequence or as a tree, growing while it runs. */
export function ExchangeScreen({ correlationId }: { correlationId: string }) {
  const read = useExchange(correlationId);
  return (
    <>
      <PageBar actions={<ConnectionBadge />}>
        <h1>{causalityTexts.title}</h1>
      </PageBar>
      {read.exchange && read.exchange.messages.length > 0 ? (
        <Drawn read={read} exchange={read.exchange} />
      ) : (
        <ExchangeNotice read={read} />
      )}
    </>
  );
}

function Drawn({ read, exchange }: { read: ReadExchange; exchange: NonNullable<ReadExchange["exchange"]> }) {
  const parameters = useSearchParams();
  const isBeside = useIsBeside();
  const isWide = useIsWide();
  const view: View = views.find((one) => one === parameters.get(viewParameter)) ?? (isWide ? "sequence" : "tree");
  const chosen = Number(parameters.get(atParameter)) || undefined;
  const nodes = useMemo(() => graphOf(exchange.messages), [exchange.messages]);
  const names = useMemo(() => namesOf(exchange.participants), [exchange.participants]);
  const node = nodes.find(({ message }) => message.sequence === chosen);
  const select = (sequence: number) => putParameter(atParameter, String(sequence));
  const close = () => putParameter(atParameter, null);
  const senders = new Set(nodes.map(({ message }) => message.source));
  const summary = causalityTexts.summary(nodes.length, senders.size, durationText(scaleOf(nodes).spanMs));
  const detail = node ? <MessageDetail node={node} names={names} onSelect={select} onClose={close} /> : null;
  const shown = { nodes, names, selected: node?.message.sequence, onSelect: select };
  return (
    <KnownParticipants participants={exchange.participants}>
      <div className="flex min-h-0 min-w-0 grow">
        <div className="flex min-h-0 min-w-0 grow flex-col">
          <ExchangeNotice read={read} />
          <Tabs
            value={view}
            onChange={(next) => putParameter(viewParameter, next)}
            tabs={views.map((value) => ({ value, label: causalityTexts.views[value] }))}
            listClassName="shrink-0 px-4"
            listEnd={<p className="ml-auto min-w-0 self-center truncate text-muted text-xs tabular-nums">{summary}</p>}
            className="grow"
          >
            <TabPanel value="sequence" className="grow">
              <SequenceView {...shown} />
            </TabPanel>
            <TabPanel value="tree" className="grow">
              <TreeView {...shown} />
            </TabPanel>
          </Tabs>
        </div>
        {isBeside ? (
          detail ? (
            <aside
              aria-label={causalityTexts.detail}
              className="flex w-[400px] shrink-0 border-line border-l bg-canvas 2xl:w-[520px]"
            >
              {detail}
            </aside>
          ) : null
        ) : (
          <Drawer
            side="right"
            label={causalityTexts.detail}
            isOpen={detail !== null}
            onOpenChange={(isOpen) => isOpen || close()}
            className="w-[440px] bg-canvas"
          >
            {detail}
          </Drawer>
        )}
      </div>
    </KnownParticipants>
  );
}

function namesOf(participants: readonly { id: string; displayName: string; kind: "agent" | "person" }[]): Names {
  const known = new Map(participants.map(({ id, displayName, kind }) => [id, { id, name: displayName || id, kind }]));
  return (id) => known.get(id) ?? { id, name: id, kind: "agent" };
}
