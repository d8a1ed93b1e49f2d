"use client";

import { useQuery } from "@tanstack/react-query";
import { Pencil, Trash2, UsersRound } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, EmptyState, ErrorState, Skeleton, TabPanel, Tabs } from "@/components/ui";
import { AdminPage } from "../frame/admin-page";
import { adminPath } from "../frame/sections";
import { useAddressState } from "../frame/use-address-state";
import { DeleteGroupDialog } from "./delete-group-dialog";
import { EditGroupDialog } from "./edit-group-dialog";
import { GroupChannels } from "./group-channels";
import { GroupMembers } from "./group-members";
import { groupTexts } from "./texts";

const tabs = (["members", "channels"] as const).map((value) => ({ value, label: groupTexts.tabs[value] }));

/** One group: who is in it, and what it opens. */
export function GroupScreen({ spaceId, name }: { spaceId: string; name: string }) {
  const router = useRouter();
  const [{ tab }, setAddress] = useAddressState({ tab: "members" });
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const { data: group, error, refetch } = useQuery(useApi().groups.get.queryOptions({ spaceId, group: name }));
  const list = adminPath(spaceId, "groups");
  const back = { href: list, label: groupTexts.toGroups };
  // Also when it goes while somebody looks at it: what was read before is of a group that is no more.
  if (error && (!group || failureOf(error).code === "NOT_FOUND")) {
    return (
      <AdminPage title={name} back={back}>
        {failureOf(error).code === "NOT_FOUND" ? (
          <EmptyState
            icon={<UsersRound />}
            title={groupTexts.unknownTitle}
            description={groupTexts.unknownText}
            action={
              <Link href={list} className="font-medium text-accent hover:underline">
                {groupTexts.toGroups}
              </Link>
            }
          />
        ) : (
          <ErrorState title={groupTexts.failed} description={failureOf(error).message} onRetry={() => void refetch()} />
        )}
      </AdminPage>
    );
  }
  return (
    <AdminPage
      title={<bdi>{name}</bdi>}
      description={group ? group.description || null : <Skeleton className="my-1 w-64" />}
      back={back}
      actions={
        <>
          <Button variant="ghost" className="text-danger hover:text-danger" onClick={() => setDeleting(true)}>
            <Trash2 aria-hidden="true" className="size-4" />
            {groupTexts.remove}
          </Button>
          <Button disabled={!group} onClick={() => setEditing(true)}>
            <Pencil aria-hidden="true" className="size-4" />
            {groupTexts.edit}
          </Button>
        </>
      }
    >
      <Tabs value={tab === "channels" ? tab : "members"} onChange={(next) => setAddress({ tab: next })} tabs={tabs}>
        <TabPanel value="members" className="pt-4">
          <GroupMembers spaceId={spaceId} group={name} />
        </TabPanel>
        <TabPanel value="channels" className="pt-4">
          <GroupChannels spaceId={spaceId} channels={group?.channels} />
        </TabPanel>
      </Tabs>
      {group ? <EditGroupDialog spaceId={spaceId} group={group} isOpen={isEditing} onOpenChange={setEditing} /> : null}
      <DeleteGroupDialog
        spaceId={spaceId}
        name={isDeleting ? name : null}
        onClose={() => setDeleting(false)}
        onDeleted={() => router.push(list)}
      />
    </AdminPage>
  );
}
