"use client";

import { useQuery } from "@tanstack/react-query";
import { Bot, ShieldBan } from "lucide-react";
import Link from "next/link";
import { failureOf, useApi } from "@/components/api";
import { EmptyState, ErrorState, Skeleton, TabPanel, Tabs } from "@/components/ui";
import { AdminPage } from "../frame/admin-page";
import { adminPath } from "../frame/sections";
import { useAddressState } from "../frame/use-address-state";
import { AgentActions } from "./agent-actions";
import { AgentChannels } from "./agent-channels";
import { AgentFacts } from "./agent-facts";
import { AgentGroups } from "./agent-groups";
import { AgentKeys } from "./agent-keys";
import { AgentNkeys } from "./agent-nkeys";
import { AgentSubjects } from "./agent-subjects";
import { agentTexts } from "./texts";

const tabs = (["keys", "groups", "channels"] as const).map((value) => ({ value, label: agentTexts.agentTabs[value] }));

/** One agent: whether it is here, how it signs in, its groups and the channels it reaches. */
export function AgentScreen({ spaceId, id }: { spaceId: string; id: string }) {
  const [address, setAddress] = useAddressState({ tab: "keys" });
  const { data: detail, error, refetch } = useQuery(useApi().agents.get.queryOptions({ spaceId, id }));
  const list = adminPath(spaceId, "agents");
  const back = { href: list, label: agentTexts.toAgents };
  if (error && !detail) {
    const { code, message } = failureOf(error);
    return (
      <AdminPage title={id} back={back}>
        {code === "NOT_FOUND" || code === "UNPROCESSABLE_CONTENT" ? (
          <EmptyState
            icon={<Bot />}
            title={agentTexts.unknownTitle}
            description={agentTexts.unknownText}
            action={
              <Link href={list} className="font-medium text-accent hover:underline">
                {agentTexts.toAgents}
              </Link>
            }
          />
        ) : (
          <ErrorState title={agentTexts.failed} description={message} onRetry={() => void refetch()} />
        )}
      </AdminPage>
    );
  }
  const agent = detail?.agent;
  const tab = tabs.find(({ value }) => value === address.tab)?.value ?? "keys";
  return (
    <AdminPage
      title={<bdi>{agent?.displayName || id}</bdi>}
      description={
        agent ? <bdi className="font-mono text-xs">{agent.id}</bdi> : <Skeleton className="my-1 h-3.5 w-32" />
      }
      back={back}
      actions={detail ? <AgentActions spaceId={spaceId} detail={detail} /> : null}
    >
      {agent?.isDisabled ? (
        <p className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-danger">
          <ShieldBan aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {agentTexts.disabledNote}
        </p>
      ) : null}
      <AgentFacts detail={detail} />
      <Tabs value={tab} onChange={(next) => setAddress({ tab: next })} tabs={tabs}>
        <TabPanel value="keys" className="flex flex-col gap-10 pt-5">
          <AgentKeys spaceId={spaceId} id={id} keys={detail?.keys} />
          <AgentNkeys spaceId={spaceId} id={id} nkeys={detail?.nkeys} />
          <AgentSubjects spaceId={spaceId} id={id} subjects={detail?.subjects} />
        </TabPanel>
        <TabPanel value="groups" className="pt-4">
          <AgentGroups spaceId={spaceId} id={id} groups={detail?.groups} />
        </TabPanel>
        <TabPanel value="channels" className="pt-4">
          <AgentChannels spaceId={spaceId} id={id} />
        </TabPanel>
      </Tabs>
    </AdminPage>
  );
}
