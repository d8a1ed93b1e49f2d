"use client";

import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from "react";
import type { Place } from "@/sdk/protocol";

// Fetched when somebody is looked at for the first time.
const ProfileCard = lazy(() => import("./profile-card"));

interface ProfileCards {
  /** Shows who that is, beside the element. */
  open: (id: string, beside: HTMLElement) => void;
}

const ProfileCardsContext = createContext<ProfileCards | undefined>(undefined);

/** Shows who somebody is; absent where nobody can be looked at. */
export function useProfileCards(): ProfileCards | undefined {
  return useContext(ProfileCardsContext);
}

interface Shown {
  id: string;
  beside: HTMLElement;
}

/** Holds the one profile card that is open among what is inside. `place`: one that the reader may read, where they meet those they look at. */
export function ProfileCardsProvider({ place, children }: { place: Place; children: ReactNode }) {
  const [shown, setShown] = useState<Shown>();
  const cards = useMemo<ProfileCards>(() => ({ open: (id, beside) => setShown({ id, beside }) }), []);
  return (
    <ProfileCardsContext value={cards}>
      {children}
      <Suspense>
        {shown ? <ProfileCard key={shown.id} {...shown} place={place} onClose={() => setShown(undefined)} /> : null}
      </Suspense>
    </ProfileCardsContext>
  );
}
