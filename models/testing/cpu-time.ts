/**
 * What `work` costs the processor in this process, in milliseconds. What else the machine does is not counted, as a clock
 * would; compare it with what other work costs here, since how long a millisecond's work is differs by machine.
 */
export async function cpuTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
