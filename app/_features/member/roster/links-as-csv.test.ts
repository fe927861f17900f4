import { expect, test } from "vitest";
import { linksAsCsv } from "./links-as-csv.ts";

test("a line a person, and no cell is a formula", () => {
  const people = [
    { name: "=1+1", email: "a@uni.test", code: "AAAAA" },
    { name: 'Two, "Ben"', email: "-b@uni.test", code: "BBBBB" },
  ];
  expect(linksAsCsv(people, "https://lab.test")).toBe(
    'name,email,link\r\n\'=1+1,a@uni.test,https://lab.test/join/AAAAA\r\n"Two, ""Ben""",\'-b@uni.test,https://lab.test/join/BBBBB\r\n',
  );
});
