export type DueDate = {
  /** Of its own for ever, so that a calendar moves what it knows. */
  uid: string;
  title: string;
  /** Which cohort it is of. */
  cohortName: string;
  dueMs: number;
  /** Its page. */
  url: string;
};

/** RFC 5545: an event of no length for each deadline, in UTC. @param nowMs when it is made. */
export function toIcs(name: string, dates: readonly DueDate[], nowMs: number): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Strata//Exercises//EN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    ...dates.flatMap(({ uid, title, cohortName, dueMs, url }) => [
      "BEGIN:VEVENT",
      `UID:${escaped(uid)}`,
      `DTSTAMP:${momentOf(nowMs)}`,
      `DTSTART:${momentOf(dueMs)}`,
      `DTEND:${momentOf(dueMs)}`,
      `SUMMARY:${escaped(`Due: ${title}`)}`,
      `DESCRIPTION:${escaped(cohortName)}`,
      `URL:${url}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

const momentOf = (ms: number) => `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

const escaped = (text: string) =>
  text.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll(/\r?\n/g, String.raw`\n`);

const MOST_BYTES = 75;

/** No line is longer than 75 bytes; what follows begins with a space. No character is cut. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const parts = [""];
  let bytes = 0;
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (bytes + length > MOST_BYTES) {
      parts.push("");
      bytes = 1;
    }
    parts[parts.length - 1] += character;
    bytes += length;
  }
  return parts.join("\r\n ");
}
