import type { RosterInvitation } from "#server/contract/roster.ts";

/** For a mail merge. A name that a spreadsheet would run as a formula is quoted as text. */
export function linksAsCsv(
  invitations: readonly Pick<RosterInvitation, "name" | "email" | "code">[],
  origin: string,
): string {
  const rows = invitations.map(({ name, email, code }) => [name, email, `${origin}/join/${code ?? ""}`]);
  return [["name", "email", "link"], ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
