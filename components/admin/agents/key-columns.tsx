import { Badge, type BadgeTone, type Column } from "@/components/ui";
import { Moment } from "../frame/moment";
import { type KeyState, keyStateOf } from "./key-state";
import { keyTexts } from "./key-texts";

interface KeyDates {
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

const tones: Record<KeyState, BadgeTone> = { usable: "success", expired: "warning", revoked: "neutral" };

/** What every kind of key tells of its life. */
export function lifeColumns<Row extends KeyDates>(): Column<Row>[] {
  return [
    {
      id: "used",
      header: keyTexts.columns.used,
      width: "minmax(7rem,1fr)",
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? keyTexts.never : <Moment at={lastUsedAt} />),
    },
    {
      id: "created",
      header: keyTexts.columns.created,
      width: "minmax(7rem,1fr)",
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    {
      id: "expires",
      header: keyTexts.columns.expires,
      width: "minmax(7rem,1fr)",
      cell: ({ expiresAt }) => (expiresAt === null ? keyTexts.never : <Moment at={expiresAt} />),
    },
    {
      id: "state",
      header: keyTexts.columns.state,
      width: "6rem",
      stacked: "plain",
      cell: (key) => {
        const state = keyStateOf(key, Date.now());
        return <Badge tone={tones[state]}>{keyTexts.states[state]}</Badge>;
      },
    },
  ];
}
