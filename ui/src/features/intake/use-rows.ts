import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";

import { useBackend, type SheetCell, type SheetRow } from "../../backend";
import { useSettled } from "../../components/settled";
import { ROWS } from "./use-intake";

/** Rows are asked for in pieces of this many. */
export const PIECE = 200;

/** A merged cell and what it covers. */
export interface Merge {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

export interface Rows {
  /** The row; nothing when it holds nothing. */
  get: (row: number) => SheetRow | null;
  /** Whether the row has been read. */
  has: (row: number) => boolean;
  /** The merged cell that covers a cell, the first one of it included. */
  merge: (row: number, column: number) => Merge | null;
  cell: (row: number, column: number) => SheetCell | null;
  /** Rows before `row` from which a merged cell reaches into it. */
  above: (row: number) => SheetRow[];
  error: unknown;
  refetch: () => void;
}

function indexed(pieces: readonly (readonly [number, SheetRow[]])[]) {
  const rows = new Map<number, SheetRow>();
  const merges = new Map<number, Merge[]>();
  for (const row of pieces.flatMap(([, read]) => read)) {
    rows.set(row.row, row);
    for (const { column, columns, rows: high } of row.cells) {
      if (columns > 1 || high > 1) {
        const merge = { row: row.row, column, rows: high, columns };
        for (let at = row.row; at < row.row + high; at += 1) {
          merges.set(at, [...(merges.get(at) ?? []), merge]);
        }
      }
    }
  }
  return { rows, merges, pieces: new Set(pieces.map(([piece]) => piece)) };
}

const pieceOf = (row: number) => Math.floor((row - 1) / PIECE);

function piecesOf(first: number, last: number, also: number, lastRow: number): number[] {
  if (lastRow === 0) {
    return [];
  }
  const from = pieceOf(first);
  const seen = Array.from({ length: pieceOf(last) - from + 1 }, (_, i) => from + i);
  const one = pieceOf(Math.min(also, lastRow));
  return seen.includes(one) ? seen : [...seen, one];
}

/** Rows of a sheet: those from `first` to `last`, and one `also` that is chosen. Only what is seen is asked for. */
export function useRows(sheet: string, first: number, last: number, lastRow: number, also: number): Rows {
  const backend = useBackend();
  // Whoever drags the bar from one end to the other does not ask for everything between.
  const settled = useSettled(`${first}:${last}`, 60);
  const rests = settled === `${first}:${last}`;
  const wanted = piecesOf(first, Math.max(first, last), also, lastRow);
  const { pieces, error, refetch } = useQueries({
    queries: wanted.map((piece) => ({
      queryKey: [...ROWS, sheet, piece],
      queryFn: () => backend.intakeRows(sheet, piece * PIECE + 1, Math.min(PIECE, lastRow - piece * PIECE)),
      enabled: rests,
      staleTime: Infinity,
      retry: false,
    })),
    combine: (results) => ({
      pieces: results.flatMap(({ data }, at) =>
        data === undefined ? [] : [[wanted[at] as number, data] as const],
      ),
      error: results.find((one) => one.isError)?.error ?? null,
      refetch: () => results.forEach((one) => one.isError && void one.refetch()),
    }),
  });
  return useMemo(() => {
    const index = indexed(pieces);
    const merge = (row: number, column: number) =>
      index.merges.get(row)?.find((one) => column >= one.column && column < one.column + one.columns) ?? null;
    const get = (row: number) => index.rows.get(row) ?? null;
    return {
      get,
      has: (row) => index.pieces.has(pieceOf(row)),
      merge,
      cell: (row, column) => get(row)?.cells.find((one) => one.column === column) ?? null,
      above: (row) => {
        const anchors = new Set((index.merges.get(row) ?? []).map((one) => one.row));
        return [...anchors].filter((at) => at < row).flatMap((at) => index.rows.get(at) ?? []);
      },
      error,
      refetch,
    };
  }, [pieces, error, refetch]);
}
