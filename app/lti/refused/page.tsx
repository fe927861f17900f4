import type { Metadata } from "next";
import { RefusedPage } from "#app/_features/lti/refused-page.tsx";

export const metadata: Metadata = { title: "Not let in" };

type PageProps = { searchParams: Promise<{ why?: string | string[] }> };

export default async function Page({ searchParams }: PageProps) {
  const { why } = await searchParams;
  return <RefusedPage why={typeof why === "string" ? why : ""} />;
}
