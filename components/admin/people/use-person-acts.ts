"use client";

import { useMutation } from "@tanstack/react-query";
import { failureOf, useApi } from "@/components/api";
import { showToast } from "@/components/ui";
import type { Person } from "./people-columns";
import type { PersonAct } from "./person-menu";
import { peopleTexts } from "./texts";
import { useRefreshPeople } from "./use-refresh-people";

interface Asked {
  person: Person;
  act: PersonAct;
}

/** Does what was asked to somebody, says how it went, and reads the list again. `onPassword` gets a new password, the one time it is told. */
export function usePersonActs(spaceId: string, { onDone, onPassword }: ActsOptions) {
  const api = useApi();
  const refresh = useRefreshPeople();
  const roles = useMutation(api.people.setRole.mutationOptions());
  const switches = useMutation(api.people.setDisabled.mutationOptions());
  const resets = useMutation(api.people.resetPassword.mutationOptions({ gcTime: 0 }));
  const removals = useMutation(api.people.remove.mutationOptions());
  const invitations = useMutation(api.people.invite.mutationOptions());
  const all = [roles, switches, resets, removals, invitations];
  const error = all.find((mutation) => mutation.error)?.error;

  async function perform({ person, act }: Asked): Promise<{ title: string; closed?: number }> {
    const { userId, name, email, platformRole } = person;
    // The dialog said so where it is one's own account.
    const own = { isOwnMeant: true };
    switch (act.kind) {
      case "role": {
        const { closed } = await roles.mutateAsync({ spaceId, userId, platformRole: act.platformRole, ...own });
        return { title: peopleTexts.roleDone(name, peopleTexts.articled[act.platformRole]), closed };
      }
      case "reset": {
        const { password, closed } = await resets.mutateAsync({ spaceId, userId });
        onPassword({ name, email, password });
        return { title: "", closed };
      }
      case "disable": {
        const { closed } = await switches.mutateAsync({ spaceId, userId, isDisabled: true, ...own });
        return { title: peopleTexts.disabledDone(name), closed };
      }
      case "enable":
        await switches.mutateAsync({ spaceId, userId, isDisabled: false });
        return { title: peopleTexts.enabledDone(name) };
      case "remove": {
        const { closed } = await removals.mutateAsync({ spaceId, userId, ...own });
        return { title: peopleTexts.removedDone(name), closed };
      }
      case "restore":
        await invitations.mutateAsync({ spaceId, email, name, platformRole });
        return { title: peopleTexts.letIn(name) };
    }
  }

  return {
    isBusy: all.some((mutation) => mutation.isPending),
    problem: error ? failureOf(error).message : undefined,
    forget: () => {
      for (const mutation of all) mutation.reset();
    },
    async run(asked: Asked): Promise<void> {
      try {
        const { title, closed } = await perform(asked);
        const description = closed === undefined ? undefined : peopleTexts.closed(closed);
        if (title) showToast({ tone: "success", title, description });
        onDone();
        refresh();
      } catch (cause) {
        // What asks before it is done says it in its dialog.
        const isSilent = asked.act.kind !== "enable" && asked.act.kind !== "restore";
        if (!isSilent) showToast({ tone: "danger", title: failureOf(cause).message });
      }
    },
  };
}

interface ActsOptions {
  onDone: () => void;
  onPassword: (made: { name: string; email: string; password: string }) => void;
}
