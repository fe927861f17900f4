import { Avatar } from "#app/_ui/avatar.tsx";
import { cn } from "#app/_lib/cn.ts";

/** The dot says that somebody has a page of the cohort open; so does a word for screen readers. */
type PresentAvatarProps = { person: { name: string; image: string | null }; isPresent: boolean };

export function PresentAvatar({ person: { name, image }, isPresent }: PresentAvatarProps) {
  return (
    <span className="relative inline-flex shrink-0">
      <Avatar name={name} image={image} className="size-8" />
      <span
        className={cn(
          "absolute -right-0.5 -bottom-0.5 size-3 rounded-full border-2 border-card bg-success transition-opacity",
          !isPresent && "opacity-0",
        )}
      />
      {isPresent && <span className="sr-only">here now</span>}
    </span>
  );
}
