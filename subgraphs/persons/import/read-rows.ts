// A CSV file in; its rows, with the line on which each begins, out as they are read.
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { FileProblem } from './problem.ts';

export interface Row {
  /** 1 is the header's. */
  readonly line: number;
  readonly cells: readonly string[];
}

const LONGEST_ROW = 1024 * 1024;
const parsed = z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) });

/** `onBytes`: told how many bytes have been read, ever so often. Throws FileProblem while it is read. */
export async function* readRows(file: string, onBytes: (read: number) => void): AsyncGenerator<Row> {
  const source = createReadStream(file);
  source.on('data', () => onBytes(source.bytesRead));
  const text = Readable.from(decoded(source));
  const rows = parse({ delimiter: ';', relax_column_count: true, info: true, max_record_size: LONGEST_ROW });
  text.on('error', (error) => rows.destroy(error)); // A pipe passes no error on.
  text.pipe(rows);
  let next = 1;
  try {
    for await (const found of rows) {
      const { record, info } = parsed.parse(found);
      yield { line: next, cells: record };
      next = info.lines + 1;
    }
  } catch (error) {
    throw problemOf(error, file, next);
  } finally {
    source.destroy();
  }
}

/** A file in another encoding is refused: half-read letters would end up in names. Drops the byte-order mark. */
async function* decoded(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const bytes of source) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** What is no fault of the file stays what it is. */
function problemOf(error: unknown, file: string, line: number): unknown {
  if (error instanceof CsvError) {
    return new FileProblem(
      'NOT_CSV',
      `The file is not CSV with ; between and " around: it goes wrong in the row that begins on line ${line} (${error.code}). Nothing was imported.`,
    );
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new FileProblem('NOT_UTF8', 'The file is not UTF-8. Save it as "CSV UTF-8" and import it again.');
  }
  if (code === 'ENOENT') return new FileProblem('UNREADABLE', `There is no file ${file}.`);
  if (code === 'EISDIR') return new FileProblem('UNREADABLE', `${file} is a folder. Name the file in it.`);
  if (code === 'EACCES') return new FileProblem('UNREADABLE', `${file} may not be read by this account.`);
  return error;
}
