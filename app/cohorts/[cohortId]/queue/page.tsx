import type { Metadata } from "next";
import { QueuePage } from "#app/_features/queue/queue-page.tsx";

export const metadata: Metadata = { title: "Queue" };

export default function Page() {
  return <QueuePage />;
}
