import { CircleAlert } from "lucide-react";

export function FormError({ children }: { children: string | undefined }) {
  if (children === undefined) return null;
  return (
    <p
      role="alert"
      className="flex gap-2 rounded-md bg-destructive-soft px-3 py-2 text-sm text-destructive-text [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0"
    >
      <CircleAlert aria-hidden />
      {children}
    </p>
  );
}
