import { describeAnchor } from "#models/grading/describe-anchor.ts";
import type { Submission } from "#server/contract/submission.ts";

export function PinList({ pins }: Pick<NonNullable<Submission["hand"]>, "pins">) {
  if (pins.length === 0) return null;
  return (
    <ul aria-label="Comments on parts" className="flex flex-col gap-1.5">
      {pins.map(({ anchor, text }, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a comment is known by its place
        <li key={place} className="border-l-2 border-primary pl-2.5">
          <span className="block text-[0.8125rem] font-medium">{describeAnchor(anchor)}</span>
          <span className="block wrap-break-word whitespace-pre-line">{text}</span>
        </li>
      ))}
    </ul>
  );
}
