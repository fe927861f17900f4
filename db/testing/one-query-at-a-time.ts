import { Client } from "pg";

/** Of pg's own. */
type Inner = { _getActiveQuery: () => unknown; _queryQueue: readonly unknown[] };

/**
 * A connection, and so a transaction, answers one query after the other: two at once save no time, and pg will refuse
 * them. It says so once a process and only of the third; here the second fails, with where it came from.
 */
function refuseSecondQuery(): void {
  // Called with its client below.
  // oxlint-disable-next-line typescript/unbound-method
  const query = Client.prototype.query as (...args: unknown[]) => unknown;
  Client.prototype.query = function queryAlone(this: Client, ...args: unknown[]) {
    const inner = this as unknown as Inner;
    // oxlint-disable-next-line no-underscore-dangle
    if ((inner._getActiveQuery() ?? null) !== null || inner._queryQueue.length > 0) {
      throw new Error("A query was begun before the one before it on the same connection was answered");
    }
    return query.apply(this, args);
  } as typeof Client.prototype.query;
}

refuseSecondQuery();
