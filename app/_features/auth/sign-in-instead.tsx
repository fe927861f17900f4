import Link from "next/link";

export function SignInInstead() {
  return (
    <>
      Remembered it?{" "}
      <Link href="/sign-in" className="font-medium text-primary-text underline-offset-4 hover:underline">
        Go to sign-in
      </Link>
    </>
  );
}
