"use client";

import { TabPanel, Tabs } from "@/components/ui";
import { AdminPage } from "../frame/admin-page";
import { useAddressState } from "../frame/use-address-state";
import { AgentList } from "./agent-list";
import { IssuerList } from "./issuer-list";
import { agentTexts } from "./texts";

const tabs = (["agents", "issuers"] as const).map((value) => ({ value, label: agentTexts.tabs[value] }));

/** The agents of a space, and whose tokens they may sign in with. */
export function AgentsScreen({ spaceId }: { spaceId: string }) {
  const [{ tab }, setAddress] = useAddressState({ tab: "agents" });
  return (
    <AdminPage title={agentTexts.title} description={agentTexts.lead}>
      <Tabs value={tab === "issuers" ? tab : "agents"} onChange={(next) => setAddress({ tab: next })} tabs={tabs}>
        <TabPanel value="agents" className="pt-4">
          <AgentList spaceId={spaceId} />
        </TabPanel>
        <TabPanel value="issuers" className="pt-4">
          <IssuerList spaceId={spaceId} />
        </TabPanel>
      </Tabs>
    </AdminPage>
  );
}
