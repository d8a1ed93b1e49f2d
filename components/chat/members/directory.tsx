"use client";

import { createContext, type ReactNode, useContext } from "react";

/** Who somebody is, as far as this page knows. */
export interface Profile {
  id: string;
  name: string;
  kind: "agent" | "person";
}

const DirectoryContext = createContext<ReadonlyMap<string, Profile>>(new Map());

export function DirectoryProvider({
  profiles,
  children,
}: {
  profiles: ReadonlyMap<string, Profile>;
  children: ReactNode;
}) {
  return <DirectoryContext value={profiles}>{children}</DirectoryContext>;
}

/** The profile of a principal. Somebody who is no member (any more) is shown by their id, as an agent. */
export function useProfile(id: string): Profile {
  return useContext(DirectoryContext).get(id) ?? { id, name: id, kind: "agent" };
}
