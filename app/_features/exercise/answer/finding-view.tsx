import type { Finding } from "#server/contract/finding.ts";
import { BoxesPreview, MaskPreview } from "./lab-preview.tsx";
import { SubmittedCounts } from "./submitted-counts.tsx";

/** What was found with the vision lab and handed in: boxes or a mask on their picture, or a video's counts over time. */
export function FindingView({ finding: { answer, picture } }: { finding: Finding }) {
  switch (answer.kind) {
    case "detection":
      return (
        <BoxesPreview
          size={answer.size}
          boxes={answer.boxes}
          picture={picture}
          label="Boxes that were handed in"
          isLarge
        />
      );
    case "mask":
      return <MaskPreview mask={answer.mask} picture={picture} label="Mask that was handed in" isLarge />;
    case "video-count":
      return answer.over === undefined ? null : <SubmittedCounts over={answer.over} />;
  }
}
