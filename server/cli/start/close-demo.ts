import { connectDatabase } from "#db/client.ts";
import { closeDemo } from "#server/services/close-demo.ts";

/** Before anything is reachable. @returns what to tell; null where no demo account was open. */
export async function closeDemoAccounts(databaseUrl: string): Promise<string | null> {
  const { db, close } = connectDatabase(databaseUrl, { maxConnections: 1, applicationName: "strata-seed" });
  try {
    return describeClosed(await closeDemo(db));
  } finally {
    await close();
  }
}

function describeClosed(count: number): string | null {
  if (count === 0) return null;
  return `The ${count} demo accounts, whose password everyone knows, are closed and signed out: this site can be reached from
  other machines. What they made stays. A start for this machine alone, or with DEMO=true, opens them again.`;
}
