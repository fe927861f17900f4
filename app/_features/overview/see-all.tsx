import Link from "next/link";

/** `of` completes the words for a screen reader: "See all runs". */
export function SeeAll({ href, of }: { href: string; of: string }) {
  return (
    <Link
      href={href}
      className="rounded-sm text-sm font-medium text-primary-text underline-offset-4 hover:underline"
    >
      See all<span className="sr-only"> {of}</span>
    </Link>
  );
}
