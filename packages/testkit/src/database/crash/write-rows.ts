import { openDatabase } from '@vitrine/database';
import { sql } from 'kysely';

/**
 * The program that the crash tests kill: opens a database, inserts rows one by one, and prints the label of each row once
 * the database has acknowledged it. Arguments: database URL ('' = embedded), home, prefix of the labels, rows (0 = for ever).
 */
async function writeRows(): Promise<void> {
  const [databaseUrl = '', home = '', prefix = '', count = '0'] = process.argv.slice(2);
  const connection = await openDatabase({ databaseUrl, home, poolSize: 4 });
  const db = connection.handle<unknown>();
  await sql`create table if not exists probe (label text not null)`.execute(db);
  process.stdout.write('open\n');
  const last = count === '0' ? Number.POSITIVE_INFINITY : Number(count);
  for (let row = 0; row < last; row += 1) {
    const label = `${prefix}-${row}`;
    await sql`insert into probe (label) values (${label})`.execute(db);
    process.stdout.write(`${label}\n`);
  }
  process.stdin.on('end', () => void connection.close().then(() => process.stdout.write('closed\n'))).resume();
}

await writeRows();
