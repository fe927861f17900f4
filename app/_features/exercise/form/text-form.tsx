"use client";

import { ImagePlus, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { toast } from "#app/_lib/toast.ts";
import { Button } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Tabs, TabsList, TabsPanel, TabsTab } from "#app/_ui/tabs.tsx";
import { Textarea } from "#app/_ui/textarea.tsx";
import type { ExerciseContent } from "#models/exercises/exercise.ts";
import { Skeleton } from "#app/_ui/skeleton.tsx";

const ExerciseText = dynamic(async () => (await import("../text/exercise-text.tsx")).ExerciseText, {
  ssr: false,
  loading: () => <Skeleton className="h-6 w-1/2" />,
});

type TextFormProps = { content: ExerciseContent; onChange: (part: Partial<ExerciseContent>) => void };

const MAX_PICTURES = 4;

export function TextForm({ content, onChange }: TextFormProps) {
  const { text, pictures } = content;
  const [tab, setTab] = useState("write");
  const file = useRef<HTMLInputElement>(null);
  const names = Object.keys(pictures);

  async function add(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    const { embedPicture } = await import("./embed-picture.ts");
    const embedded = await embedPicture(chosen, names);
    if (!embedded.ok) {
      toast.error(`${chosen.name} was not added`, { description: embedded.reason });
      return;
    }
    const { name, address } = embedded;
    onChange({
      pictures: { ...pictures, [name]: address },
      text: `${text.trimEnd()}\n\n![${name}](picture:${name})\n`,
    });
  }

  return (
    <Tabs value={tab} onValueChange={setTab}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <TabsList>
          <TabsTab value="write">Write</TabsTab>
          <TabsTab value="preview">Preview</TabsTab>
        </TabsList>
        <input
          ref={file}
          type="file"
          aria-label="Picture file"
          accept="image/png,image/jpeg,image/webp"
          className="hidden"
          onChange={(event) => {
            void add(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button
          size="sm"
          variant="secondary"
          icon={<ImagePlus aria-hidden />}
          disabled={names.length >= MAX_PICTURES}
          onClick={() => file.current?.click()}
        >
          Picture
        </Button>
      </div>
      <TabsPanel value="write" className="flex flex-col gap-3">
        <Field
          label="Text"
          hint="Markdown. Formulas stand between dollar signs: $x^2$, or $$ for a line of its own."
        >
          <Textarea
            rows={14}
            className="font-mono text-[0.8125rem]"
            value={text}
            onValueChange={(next) => onChange({ text: next })}
          />
        </Field>
        {names.length > 0 && (
          <ul aria-label="Pictures" className="flex flex-wrap gap-3">
            {names.map((name) => (
              <li
                key={name}
                className="flex items-center gap-2 rounded-md border border-border p-1.5 text-[0.8125rem]"
              >
                {/* oxlint-disable-next-line next/no-img-element -- a data address, which nothing makes smaller */}
                <img src={pictures[name]} alt="" className="size-10 rounded object-cover" />
                <code>picture:{name}</code>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Remove ${name}`}
                  onClick={() => {
                    const { [name]: _, ...rest } = pictures;
                    onChange({ pictures: rest });
                  }}
                >
                  <X aria-hidden />
                </Button>
              </li>
            ))}
          </ul>
        )}
      </TabsPanel>
      <TabsPanel value="preview" className="min-h-40 rounded-md border border-border p-4">
        {tab === "preview" && <ExerciseText text={text} pictures={pictures} />}
      </TabsPanel>
    </Tabs>
  );
}
