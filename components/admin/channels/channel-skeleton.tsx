import { Skeleton } from "@/components/ui";
import { AdminPage } from "../frame/admin-page";

/** A channel's page before the channel is known. */
export function ChannelSkeleton({ name }: { name: string }) {
  return (
    <AdminPage title={`#${name}`}>
      <div aria-busy="true" className="grid gap-8 lg:grid-cols-2">
        {["form", "resource"].map((side) => (
          <div key={side} className="flex flex-col gap-4">
            {["w-32", "w-full", "w-2/3", "w-full", "w-1/2"].map((width, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: shapes without identity
              <Skeleton key={row} className={`h-5 ${width}`} />
            ))}
          </div>
        ))}
      </div>
    </AdminPage>
  );
}
