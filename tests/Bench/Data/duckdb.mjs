// What ConvertTo-FineTuneJsonl does with a table, done by DuckDB: every example once, with separator, blank and ending.
// Usage: node duckdb.mjs INPUT OUTPUT THREADS; prints the seconds of the query and the process's peak of memory in MB.
import { DuckDBInstance } from '@duckdb/node-api';

const [input, output, threads] = process.argv.slice(2);
const quote = text => `'${text.replaceAll("'", "''")}'`;
const rows = input.endsWith('.jsonl')
  ? `read_json(${quote(input)}, format = 'newline_delimited')`
  : `read_csv(${quote(input)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`;

const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const start = performance.now();
await connection.run(`
  COPY (SELECT prompt || ' ->' AS prompt, ' ' || completion || chr(10) AS completion FROM ${rows} GROUP BY ALL)
  TO ${quote(output)} (FORMAT json)`);
const seconds = (performance.now() - start) / 1000;
console.log(`${seconds} ${process.resourceUsage().maxRSS / 1024}`);
