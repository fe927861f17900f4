import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#app/_ui/table.tsx";

/** The first rows of a table, to tell its columns by. */
export function TableBeginning({ columns, rows }: { columns: string[]; rows: string[][] }) {
  return (
    <div className="overflow-x-auto">
      <Table>
        <TableHeader>
          <TableRow>
            {columns.map((name) => (
              <TableHead key={name} className="whitespace-nowrap">
                {name}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((cells, row) => (
            // Rows have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <TableRow key={row}>
              {columns.map((name, at) => (
                <TableCell key={name} className="num h-8 whitespace-nowrap">
                  {cells[at]}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
