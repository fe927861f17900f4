"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { TextPictures } from "./text-picture.tsx";

/** A text that the server has drawn, and what it read then. */
export type DrawnText = { text: string; node: ReactNode };

type ExerciseTextProps = {
  /** Markdown. */
  text: string;
  /** Data addresses by the names that the text shows them under. */
  pictures: Readonly<Record<string, string>>;
  drawn?: DrawnText | null;
};

function TextSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <output className="sr-only">Loading the text</output>
      <Skeleton className="h-6 w-1/2" />
      <Skeleton className="h-4" />
      <Skeleton className="h-4 w-5/6" />
    </div>
  );
}

// A reader of Markdown is larger than the page around it.
const MarkdownText = dynamic(() => import("./markdown-text.tsx").then((module) => module.MarkdownText), {
  loading: TextSkeleton,
  ssr: false,
});

/** A text of an instructor's with formulas and pictures. Nothing in it can run, and nothing is fetched from elsewhere. */
export function ExerciseText({ text, pictures, drawn = null }: ExerciseTextProps) {
  if (drawn?.text !== text) return <MarkdownText text={text} pictures={pictures} />;
  return <TextPictures value={pictures}>{drawn.node}</TextPictures>;
}
