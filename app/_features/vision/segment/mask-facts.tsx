import { Segmented } from "#app/_features/run/segmented.tsx";
import type { SegmentAnswer } from "#models/vision/question.ts";

type MaskFactsProps = {
  mask: SegmentAnswer["masks"][number];
  /** What else may be meant, the best first. */
  candidates: SegmentAnswer["masks"];
  candidate: number;
  onCandidate: (candidate: number) => void;
};

/** How large a mask is and how sure the network is of it, and the others that it might have been. */
export function MaskFacts({ mask, candidates, candidate, onCandidate }: MaskFactsProps) {
  return (
    <>
      <output className="block text-sm">
        <strong className="font-semibold">{mask.percent.toFixed(1)} % of the picture</strong>{" "}
        <span className="text-muted-foreground">
          {mask.area} pixels, score {mask.score.toFixed(2)}
        </span>
      </output>
      {candidates.length > 1 && (
        <Segmented
          label="What is meant"
          value={String(candidate)}
          options={candidates.map(({ percent }, index) => ({
            value: String(index),
            label: `${index === 0 ? "Best" : `Other ${index}`}, ${percent.toFixed(1)} %`,
          }))}
          onChange={(value) => onCandidate(Number(value))}
        />
      )}
    </>
  );
}
