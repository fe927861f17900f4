/** Who is signed in, as pages know it. */
export type Session = {
  user: { id: string; name: string; email: string; image?: string | null | undefined };
};
