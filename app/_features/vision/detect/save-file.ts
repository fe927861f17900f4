/** Has the browser save something under a name. */
export function saveFile(name: string, content: string | Blob): void {
  const address = URL.createObjectURL(new Blob([content]));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // A browser may read it only after this has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
