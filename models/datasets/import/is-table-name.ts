/** Whether a file is called like a table. One that is brought alone is a time series; beside pictures it has their labels. */
export function isTableName(name: string): boolean {
  return /\.(?:csv|tsv)$/i.test(name);
}
