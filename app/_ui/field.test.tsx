import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";
import { NumberField } from "./number-field.tsx";
import { Select } from "./select.tsx";
import { Switch } from "./switch.tsx";
import { Textarea } from "./textarea.tsx";

const nothing = () => undefined;

const inputs = [
  ["an input", <Input key="input" value="" onValueChange={nothing} />],
  ["a number", <NumberField key="number" value={3} min={1} onValueChange={nothing} />],
  ["lines of text", <Textarea key="text" value="" onValueChange={nothing} />],
] as const;

const standIns = [
  ["a switch", <Switch key="switch" checked onCheckedChange={nothing} />],
  [
    "a select",
    <Select key="select" value="a" options={[{ value: "a", label: "A" }]} onValueChange={nothing} />,
  ],
] as const;

function attributeOf(html: string, tag: RegExp, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag.exec(html)?.[0] ?? "")?.[1];
}

const LABEL = /<label[^>]*>/;
const SAID = /<p [^>]*>/;

test.each(inputs)("a label is that of %s, which a press on it reaches", (_, control) => {
  const html = renderToStaticMarkup(<Field label="Epochs">{control}</Field>);
  const input = /<(?:input|textarea)[^>]*>/;
  expect(attributeOf(html, LABEL, "id")).toBeDefined();
  expect(attributeOf(html, input, "aria-labelledby")).toBe(attributeOf(html, LABEL, "id"));
  expect(attributeOf(html, input, "id")).toBe(attributeOf(html, LABEL, "for"));
  expect(html).not.toContain("aria-describedby");
});

test.each(standIns)("a label is that of %s, which a press on it does not press", (_, control) => {
  const html = renderToStaticMarkup(<Field label="Epochs">{control}</Field>);
  expect(attributeOf(html, /<button[^>]*>/, "aria-labelledby")).toBe(attributeOf(html, LABEL, "id"));
  expect(attributeOf(html, /<button[^>]*>/, "id")).not.toBe(attributeOf(html, LABEL, "for"));
});

test.each([...inputs, ...standIns])(
  "a hint is read with %s, and in its place what is wrong",
  (_, control) => {
    const hinted = renderToStaticMarkup(
      <Field label="Epochs" hint="One at least">
        {control}
      </Field>,
    );
    const tag = /<(?:button[^>]* role|input|textarea)[^>]*>/;
    expect(attributeOf(hinted, tag, "aria-describedby")).toBe(attributeOf(hinted, SAID, "id"));
    expect(hinted).toContain("One at least");
    expect(hinted).not.toContain("aria-invalid");

    const wrong = renderToStaticMarkup(
      <Field label="Epochs" hint="One at least" error="none were given">
        {control}
      </Field>,
    );
    expect(attributeOf(wrong, tag, "aria-describedby")).toBe(attributeOf(wrong, SAID, "id"));
    expect(attributeOf(wrong, tag, "aria-invalid")).toBe("true");
    expect(wrong).toContain("none were given");
    expect(wrong).not.toContain("One at least");
  },
);

test("a field's name is its input's, and an input that stands alone has none", () => {
  const html = renderToStaticMarkup(
    <Field label="Name" name="name">
      <Input value="" onValueChange={nothing} />
    </Field>,
  );
  expect(attributeOf(html, /<input[^>]*>/, "name")).toBe("name");
  expect(renderToStaticMarkup(<Input value="" aria-label="Name" onValueChange={nothing} />)).not.toMatch(
    / (?:id|name|aria-labelledby)=/,
  );
});

test("a busy button keeps the focus, is called disabled, and cannot be pressed twice", () => {
  const html = renderToStaticMarkup(
    <Button type="submit" disabled isBusy>
      Save
    </Button>,
  );
  expect(html).toContain('aria-disabled="true"');
  expect(html).toContain('aria-busy="true"');
  expect(html).not.toMatch(/ disabled[ =]/);
  expect(renderToStaticMarkup(<Button disabled>Save</Button>)).toMatch(/ disabled=/);
});
