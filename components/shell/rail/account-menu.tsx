"use client";

import { useQuery } from "@tanstack/react-query";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { useApi } from "@/components/api";
import { Avatar } from "@/components/ui";
import { shellTexts } from "../texts";

// Fetched when it is opened for the first time.
const OpenAccountMenu = lazy(() => import("./open-account-menu"));

/** Who is signed in, their theme, and the way out. */
export function AccountMenu() {
  const { data: me } = useQuery(useApi().me.get.queryOptions());
  const [wasOpened, setOpened] = useState(false);
  if (!me) return <AccountButton email="" name="" disabled />;
  const { email, name } = me;
  const button = <AccountButton email={email} name={name} onClick={() => setOpened(true)} />;
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <OpenAccountMenu me={me} trigger={<AccountButton email={email} name={name} />} />
    </Suspense>
  );
}

function AccountButton({ email, name, ...props }: ComponentProps<"button"> & { email: string; name: string }) {
  return (
    <button
      type="button"
      aria-label={shellTexts.account}
      aria-haspopup="menu"
      className="rounded-full transition-opacity hover:opacity-85 data-popup-open:opacity-85"
      {...props}
    >
      <Avatar id={email} name={name} kind="person" size="md" />
    </button>
  );
}
