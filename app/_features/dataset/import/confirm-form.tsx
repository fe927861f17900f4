"use client";

import { useState, type SubmitEvent } from "react";
import { newDataset, type NewDataset } from "#server/contract/dataset.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NameField } from "#app/_ui/name-field.tsx";
import { Select } from "#app/_ui/select.tsx";

type About = Omit<NewDataset, "cohortId">;

type ConfirmFormProps = {
  /** Of what was sent. */
  name: string;
  /** What its authors say of it. */
  published: { licence: string; source: string } | null;
  isBusy: boolean;
  error: string | undefined;
  onConfirm: (about: About) => void;
};

const about = newDataset.omit({ cohortId: true });

const MAX_TITLE = 80;

export function ConfirmForm({ name, published, isBusy, error, onConfirm }: ConfirmFormProps) {
  const [title, setTitle] = useState(name.replace(/\.(?:zip|parquet|csv|tsv)$/i, ""));
  const [licence, setLicence] = useState(published?.licence ?? "");
  const [source, setSource] = useState(published?.source ?? "");
  const [visibility, setVisibility] = useState<About["visibility"]>("cohort");
  const [problems, setProblems] = useState<Record<string, string>>({});

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const parsed = about.safeParse({ title, licence, source, visibility });
    if (parsed.success) onConfirm(parsed.data);
    else
      setProblems(
        Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message])),
      );
  }

  return (
    <Card>
      <form noValidate onSubmit={handleSubmit}>
        <CardHeader>
          <CardTitle>Make it a dataset</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4 sm:grid-cols-2">
          <NameField
            label="Title"
            error={problems["title"]}
            value={title}
            onValueChange={setTitle}
            max={MAX_TITLE}
          />
          <Field label="Licence" hint="Such as CC BY 4.0, or “my own pictures”." error={problems["licence"]}>
            <Input value={licence} maxLength={2000} onValueChange={setLicence} />
          </Field>
          <Field label="Source" hint="Who made them, and where. May be empty." error={problems["source"]}>
            <Input value={source} maxLength={2000} onValueChange={setSource} />
          </Field>
          <Field label="Who may use it">
            <Select
              value={visibility}
              onValueChange={setVisibility}
              options={[
                { value: "cohort", label: "Everybody in the cohort" },
                { value: "owner", label: "Only I and the instructors" },
              ]}
            />
          </Field>
        </CardContent>
        <CardFooter className="flex-wrap">
          <Button type="submit" variant="primary" isBusy={isBusy}>
            Add dataset
          </Button>
          <FormError>{error}</FormError>
        </CardFooter>
      </form>
    </Card>
  );
}
