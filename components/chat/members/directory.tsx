"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import type { Place } from "@/sdk/protocol";
import type { Profile } from "./profile";
import { useSenders } from "./use-senders";

interface Directory {
  profiles: ReadonlyMap<string, Profile>;
  /** Looks up somebody who is not in it. */
  lookUp: (id: string) => void;
}

const lookUpNobody = () => {};
const DirectoryContext = createContext<Directory>({ profiles: new Map(), lookUp: lookUpNobody });

interface DirectoryProviderProps {
  /** Who is known already: the members. */
  profiles: ReadonlyMap<string, Profile>;
  /** The members are still being read: nobody else is looked up yet. */
  isLoading: boolean;
  /** A place the reader may read, whose senders are looked up when they are no members. */
  place: Place;
  children: ReactNode;
}

/** Knows who everybody on this page is. */
export function DirectoryProvider({ profiles, isLoading, place, children }: DirectoryProviderProps) {
  const { senders, lookUp } = useSenders(place);
  const directory = useMemo(
    () => ({ profiles: new Map([...senders, ...profiles]), lookUp: isLoading ? lookUpNobody : lookUp }),
    [senders, profiles, isLoading, lookUp],
  );
  return <DirectoryContext value={directory}>{children}</DirectoryContext>;
}

/** Knows those alone who are given; everybody else is shown by their id. */
export function KnownProfiles({ profiles, children }: Pick<DirectoryProviderProps, "profiles" | "children">) {
  const directory = useMemo(() => ({ profiles, lookUp: lookUpNobody }), [profiles]);
  return <DirectoryContext value={directory}>{children}</DirectoryContext>;
}

/** The profile of a principal. Somebody who is no member (any more) is looked up, and shown by their id until then. */
export function useProfile(id: string): Profile {
  const { profiles, lookUp } = useContext(DirectoryContext);
  const profile = profiles.get(id);
  useEffect(() => {
    if (!profile) lookUp(id);
  }, [profile, id, lookUp]);
  return profile ?? { id, name: id };
}
