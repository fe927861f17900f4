import { cn } from "#app/_lib/cn.ts";

const HUES = [25, 70, 130, 165, 205, 250, 295, 340];

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => String.fromCodePoint((word ?? "").codePointAt(0) ?? 32))
    .join("")
    .toUpperCase();
}

function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) {
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  }
  return HUES[sum % HUES.length] ?? 205;
}

type AvatarProps = {
  name: string;
  /** The address of a picture, where there is one. */
  image?: string | null | undefined;
  className?: string;
};

/** A picture, else initials on a colour that the name decides. Decorative: the name stands beside it or in its title. */
export function Avatar({ name, image, className }: AvatarProps) {
  if (image !== null && image !== undefined) {
    return (
      // oxlint-disable-next-line nextjs/no-img-element -- small already, and of this server
      <img
        src={image}
        alt=""
        title={name}
        className={cn("size-7 shrink-0 rounded-full bg-muted object-cover", className)}
      />
    );
  }
  const hue = hueOf(name);
  return (
    <span
      aria-hidden
      title={name}
      style={{ background: `oklch(0.5 0.09 ${hue})` }}
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-full text-[0.6875rem] font-semibold text-white",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
