import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MarkdownText } from "./markdown-text.tsx";

const shown = (text: string) =>
  renderToStaticMarkup(createElement(MarkdownText, { text, pictures: { m: "data:image/png;base64,AA==" } }));

test.each([
  ["a script", "<script>alert(1)</script>"],
  ["a picture that fails on purpose", '<img src="x" onerror="alert(1)">'],
  ["a link that runs", "[press](javascript:alert(1))"],
  ["a link that runs, hidden", "[press](  jAvAsCrIpT:alert(1))"],
  ["an address that runs", "<javascript:alert(1)>"],
  ["a picture from elsewhere", "![a](https://elsewhere.example/a.png)"],
  ["a frame", '<iframe src="https://elsewhere.example"></iframe>'],
  ["a document as a link", "[press](data:text/html,<script>alert(1)</script>)"],
])("%s is text or nothing", (_, text) => {
  const html = shown(text);
  expect(html).not.toMatch(/<(?:script|iframe)|(?:src|href)="(?!#)[^"]+"/i);
});

test("what is meant is shown", () => {
  const html = shown(
    "# Title\n\n**bold** [site](https://example.org) ![matrix](picture:m)\n\n| a |\n| - |\n| 1 |",
  );
  expect(html).toContain("<strong>bold</strong>");
  expect(html).toMatch(/<a href="https:\/\/example\.org" target="_blank" rel="noreferrer noopener">/);
  expect(html).toContain('<img src="data:image/png;base64,AA==" alt="matrix"/>');
  expect(html).toContain("<table>");
  // The page's own heading is the first.
  expect(html).not.toContain("<h1");
});
