import { failureOf } from "@/components/api";
import { ErrorState, Skeleton } from "@/components/ui";
import { resourceTexts } from "./texts";

/** Why a resource cannot be shown. Whoever has just written one may be in none of its groups. */
export function ResourceFailure({ error, isNew }: { error: unknown; isNew: boolean }) {
  const failure = failureOf(error);
  const isClosed = isNew && (failure.code === "FORBIDDEN" || failure.code === "NOT_FOUND");
  return isClosed ? <p className="text-muted">{resourceTexts.notYours}</p> : <ErrorState title={failure.message} />;
}

export function ResourceWaiting() {
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      {["w-40", "w-64", "w-52"].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
