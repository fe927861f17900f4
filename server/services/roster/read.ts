import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { oneLine } from "#server/contract/one-line.ts";
import { MAX_ROSTER_LINES, type RosterPerson, type RosterProblem } from "#server/contract/roster.ts";

export type ReadRoster = { people: RosterPerson[]; problems: RosterProblem[] };

const personName = oneLine.min(1, "The name is missing").max(80, "A name has at most 80 characters");
const address = z.email("This is no e-mail address").max(254, "An address has at most 254 characters");
const records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

const NAME_TITLES = new Set(["name", "student", "learner", "full name", "fullname"]);
const EMAIL_TITLES = new Set(["email", "e-mail", "mail", "e-mail address", "email address"]);

/**
 * People of a CSV with commas, semicolons or tabs. Where its first line names columns, those of the name and the address are
 * found by them; else they are the first and the second. A line that cannot be used is told, and the others are read.
 */
export function readRoster(text: string): ReadRoster {
  const problems: RosterProblem[] = [];
  let rows: z.infer<typeof records>;
  try {
    rows = records.parse(
      parse(text, {
        bom: true,
        delimiter: delimiterOf(text),
        info: true,
        relaxColumnCount: true,
        skipEmptyLines: true,
        skipRecordsWithEmptyValues: true,
        trim: true,
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 1;
    return {
      people: [],
      problems: [
        {
          line,
          message: "A quotation mark opens here or before and does not close, or stands inside a word.",
        },
      ],
    };
  }
  if (rows.length > MAX_ROSTER_LINES + 1) {
    const message = `A roster has at most ${MAX_ROSTER_LINES.toLocaleString("en-US")} people; this one has ${rows.length.toLocaleString("en-US")} lines.`;
    return { people: [], problems: [{ line: MAX_ROSTER_LINES + 2, message }] };
  }
  const places = placesIn(rows[0]?.record ?? []);
  const firstLines = new Map<string, number>();
  const people: RosterPerson[] = [];
  for (const { record, info } of places.isTitled ? rows.slice(1) : rows) {
    const line = info.lines;
    const tell = (message: string) => problems.push({ line, message });
    const [name, email] = [
      personName.safeParse(record[places.name] ?? ""),
      address.safeParse((record[places.email] ?? "").toLowerCase()),
    ];
    if (!name.success) tell(`${firstMessage(name.error)}.`);
    else if (!email.success)
      tell(`${firstMessage(email.error)}: “${(record[places.email] ?? "").slice(0, 80)}”.`);
    else {
      const before = firstLines.get(email.data);
      if (before !== undefined) tell(`${email.data} stands on line ${before} already.`);
      else {
        firstLines.set(email.data, line);
        people.push({ line, name: name.data, email: email.data });
      }
    }
  }
  return { people, problems };
}

const firstMessage = (error: z.ZodError) => error.issues[0]?.message ?? "This cannot be used";

/** That the first line has most of. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split(/\r?\n/, 1);
  const countOf = (mark: string) => first.split(mark).length;
  return [",", ";", "\t"].toSorted((a, b) => countOf(b) - countOf(a))[0] ?? ",";
}

function placesIn(first: readonly string[]): { isTitled: boolean; name: number; email: number } {
  const titles = first.map((title) => title.toLowerCase());
  const [name, email] = [NAME_TITLES, EMAIL_TITLES].map((known) =>
    titles.findIndex((each) => known.has(each)),
  );
  const isTitled = email !== undefined && email >= 0;
  if (!isTitled) return { isTitled, name: 0, email: 1 };
  return { isTitled, name: name === undefined || name < 0 ? (email === 0 ? 1 : 0) : name, email };
}
