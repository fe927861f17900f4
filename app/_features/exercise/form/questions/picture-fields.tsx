"use client";

import { X } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { Field } from "#app/_ui/field.tsx";
import { Input } from "#app/_ui/input.tsx";
import { NumberField } from "#app/_ui/number-field.tsx";
import type { VisionQuestion } from "#models/exercises/questions/answers-of-result.ts";

type Picture = Exclude<VisionQuestion, { kind: "video-count" }>["picture"];

type PictureFieldsProps = {
  picture: Picture;
  iou: number;
  onChange: (picture: Picture) => void;
  onChangeIou: (iou: number) => void;
};

/** Which picture is meant, and how near to what is right an answer has to be. */
export function PictureFields({ picture, iou, onChange, onChangeIou }: PictureFieldsProps) {
  const { name, size } = picture;
  return (
    <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2">
      <Field
        label="Picture"
        hint={
          size === null
            ? "Its file's name. With a result of the lab its size is asked for as well."
            : undefined
        }
      >
        <Input
          value={name}
          maxLength={200}
          placeholder="street.jpg"
          onValueChange={(next) => onChange({ ...picture, name: next })}
        />
      </Field>
      <Field label="Least overlap (IoU)" hint="Of an answer with what is right, 0.05 to 1.">
        <NumberField
          min={0.05}
          max={1}
          step={0.05}
          value={iou}
          onValueChange={(value) => onChangeIou(value ?? 0.5)}
        />
      </Field>
      {size !== null && (
        <p className="flex items-center gap-1 text-[0.8125rem] text-muted-foreground sm:col-span-2">
          Only a picture of {size.width} × {size.height} pixels is taken.
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Take pictures of any size"
            title="Take pictures of any size"
            onClick={() => onChange({ ...picture, size: null })}
          >
            <X aria-hidden />
          </Button>
        </p>
      )}
    </div>
  );
}
