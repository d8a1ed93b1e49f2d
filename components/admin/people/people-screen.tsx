"use client";

import { useQuery } from "@tanstack/react-query";
import { UserPlus, UsersRound } from "lucide-react";
import { useMemo, useState } from "react";
import { useApi, useApiClient } from "@/components/api";
import { Button, DataTable, EmptyState, SearchField } from "@/components/ui";
import { AdminPage } from "../frame/admin-page";
import { NothingMatches } from "../frame/nothing-matches";
import { Toolbar } from "../frame/toolbar";
import { useAddressState } from "../frame/use-address-state";
import { usePages } from "../frame/use-pages";
import { InviteDialog } from "./invite-dialog";
import { peopleColumns } from "./people-columns";
import { ActDialog, type AskedAct, PasswordDialog } from "./person-dialogs";
import { PersonMenu } from "./person-menu";
import { peopleTexts } from "./texts";
import { usePersonActs } from "./use-person-acts";

/** The people of a space and the platform's admins: invited, given roles and passwords, switched off and removed here. */
export function PeopleScreen({ spaceId }: { spaceId: string }) {
  const api = useApi();
  const client = useApiClient();
  const { data: me } = useQuery(api.me.get.queryOptions());
  const [{ find: search }, setAddress] = useAddressState({ find: "" });
  const [isInviting, setInviting] = useState(false);
  const [asked, setAsked] = useState<AskedAct | null>(null);
  const [made, setMade] = useState<{ name: string; email: string; password: string } | null>(null);
  const acts = usePersonActs(spaceId, { onDone: () => setAsked(null), onPassword: setMade });
  const columns = useMemo(() => peopleColumns(me?.id), [me?.id]);
  const input = { spaceId, search: search || undefined };
  const { first: _, ...pages } = usePages({
    queryKey: api.people.list.queryKey(input),
    read: async (after, signal) => {
      const { people, next } = await client.people.list.query({ ...input, after }, { signal });
      return { rows: people, next };
    },
  });

  function choose(choice: AskedAct) {
    acts.forget();
    // What takes nothing away needs no question.
    if (choice.act.kind === "enable" || choice.act.kind === "restore") void acts.run(choice);
    else setAsked(choice);
  }

  const inviteButton = (
    <Button variant="primary" onClick={() => setInviting(true)}>
      <UserPlus aria-hidden="true" className="size-4" />
      {peopleTexts.invite}
    </Button>
  );
  return (
    <AdminPage title={peopleTexts.title} description={peopleTexts.lead} actions={inviteButton}>
      <Toolbar>
        <SearchField
          label={peopleTexts.search}
          value={search}
          onChange={(find) => setAddress({ find })}
          className="w-full max-w-sm"
        />
      </Toolbar>
      <DataTable
        {...pages}
        label={peopleTexts.list}
        columns={columns}
        keyOf={({ userId }) => userId}
        nameOf={({ name }) => name}
        rowAction={(person) => (
          <PersonMenu person={person} isOwn={person.userId === me?.id} onChoose={(act) => choose({ person, act })} />
        )}
        empty={
          search ? (
            <NothingMatches onClear={() => setAddress({ find: "" })} />
          ) : (
            <EmptyState
              icon={<UsersRound />}
              title={peopleTexts.emptyTitle}
              description={peopleTexts.emptyText}
              action={inviteButton}
            />
          )
        }
      />
      <InviteDialog spaceId={spaceId} isOpen={isInviting} onOpenChange={setInviting} />
      <ActDialog
        spaceId={spaceId}
        asked={asked}
        isOwn={asked !== null && asked.person.userId === me?.id}
        isBusy={acts.isBusy}
        problem={acts.problem}
        onConfirm={(confirmed) => void acts.run(confirmed)}
        onClose={() => setAsked(null)}
      />
      <PasswordDialog made={made} onClose={() => setMade(null)} />
    </AdminPage>
  );
}
