import { SUBMITTED_PICTURE_DAYS, SUBMITTED_PICTURE_SIDE } from "#server/contract/finding.ts";

type PictureChoiceProps = {
  /** The lab has let go of it since. */
  isGone: boolean;
  isGiven: boolean;
  onChange: (isGiven: boolean) => void;
};

/** Whether a copy of the lab's picture is handed in with what was found on it, and what that means. */
export function PictureChoice({ isGone, isGiven, onChange }: PictureChoiceProps) {
  if (isGone) {
    return (
      <p className="text-[0.8125rem] text-muted-foreground">
        The lab does not have the picture any more: it keeps one for a day. What was found on it is handed in
        without it.
      </p>
    );
  }
  return (
    <label className="flex items-start gap-2 text-[0.8125rem]">
      <input
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-primary"
        checked={isGiven}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        Hand in a copy of the picture with it
        <span className="block text-muted-foreground">
          Who grades it sees the copy, and your team: {SUBMITTED_PICTURE_SIDE} pixels at most, without place
          and camera. It is kept for {SUBMITTED_PICTURE_DAYS} days, and you can delete it before. Classmates
          who mark each other do not see it.
        </span>
      </span>
    </label>
  );
}
