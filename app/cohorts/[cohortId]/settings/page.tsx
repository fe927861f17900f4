import type { Metadata } from "next";
import { SettingsPage } from "#app/_features/settings/settings-page.tsx";

export const metadata: Metadata = { title: "Cohort settings" };

export default function Page() {
  return <SettingsPage />;
}
