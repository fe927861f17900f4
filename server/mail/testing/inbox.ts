import { SMTPServer } from "smtp-server";
import { eventually } from "#models/testing/eventually.ts";

type Letter = { to: string[]; body: string };

/** A mail server on this machine that keeps what it is given. */
export async function startInbox() {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => void chunks.push(chunk));
      stream.once("error", done);
      stream.once("end", () => {
        // As it was before it was made fit for mail: lines end where they ended.
        const body = Buffer.concat(chunks).toString().replaceAll("=\r\n", "").replaceAll("=3D", "=");
        letters.push({ to, body });
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listener = server.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    /** The letter to this address, once it has come. */
    letterTo: (address: string) =>
      eventually(() => {
        const letter = letters.find(({ to }) => to.includes(address));
        if (letter === undefined) throw new Error(`No letter to ${address} yet`);
        return letter;
      }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type Inbox = Awaited<ReturnType<typeof startInbox>>;
