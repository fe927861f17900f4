import { createHash } from "node:crypto";
import { compileGraph } from "#models/graph/compile.ts";
import { runRecord, signedRecord, type RunRecord } from "#models/records/run-record.ts";
import { isSignedBy } from "#server/records/sign-record.ts";
import type { PackedDataset } from "#server/datasets/open-dataset.ts";

export type Finding = { isRight: boolean; text: string };

/** Of a record's file: what could be read of it, and what was found, in words. */
export function checkSignature(
  text: string,
  knownKey: string | null,
): { record: RunRecord | null; findings: Finding[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { record: null, findings: [{ isRight: false, text: "It is not JSON." }] };
  }
  const signed = signedRecord.safeParse(json);
  const record = signed.success ? runRecord.safeParse(signed.data.record) : null;
  if (!signed.success || record?.success !== true) {
    return { record: null, findings: [{ isRight: false, text: "It is not the signed record of a run." }] };
  }
  const { signature, publicKey, record: asSigned } = signed.data;
  const isSigned = isSignedBy(asSigned, signature, publicKey);
  const findings = [
    isSigned
      ? { isRight: true, text: "Nothing in it was changed since it was signed (Ed25519)." }
      : { isRight: false, text: "The signature is not of this record: something in it was changed." },
  ];
  if (knownKey === null) {
    findings.push({
      isRight: true,
      text: `It names the key ${publicKey}. Whether that is your server's was not checked: give it with --key.`,
    });
  } else {
    const isOurs = knownKey === publicKey;
    findings.push(
      isOurs
        ? { isRight: true, text: "It was signed by the server whose key is known here." }
        : { isRight: false, text: `It was signed with another key than the known one: ${publicKey}.` },
    );
  }
  return { record: record.data, findings };
}

/** Whether a file has the hash that a record tells of. */
export function checkWeights({ weightsSha256 }: RunRecord, bytes: Uint8Array): Finding {
  const found = createHash("sha256").update(bytes).digest("hex");
  return found === weightsSha256
    ? { isRight: true, text: "The weights are the very ones of the record." }
    : { isRight: false, text: `The weights are others: their SHA-256 is ${found}.` };
}

/** Whether the network has as many parameters as the record says, on the dataset that it names. */
export function checkNetwork(
  { graph, params }: RunRecord,
  { descriptor }: Pick<PackedDataset, "descriptor">,
): Finding {
  const { network } = compileGraph(graph, descriptor);
  const found = network?.totals.params ?? null;
  return found === params
    ? { isRight: true, text: `Its network has ${params.toLocaleString("en-US")} parameters, as it says.` }
    : { isRight: false, text: `Its network has ${found ?? "no"} parameters; the record says ${params}.` };
}
