import type { Metadata } from "next";
import { LeaderboardPage } from "#app/_features/board/leaderboard-page.tsx";

export const metadata: Metadata = { title: "Leaderboard" };

export default function Page() {
  return <LeaderboardPage />;
}
