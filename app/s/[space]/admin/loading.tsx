import { AdminLoading } from "@/components/admin";

export default function LoadingPage() {
  return <AdminLoading />;
}
