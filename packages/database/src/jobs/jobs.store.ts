import { type Kysely, sql } from 'kysely';

/** A job that was taken, and with which of its tries. */
export interface TakenJob {
  readonly name: string;
  readonly id: string;
  readonly retryCount: number;
}

/** Says that a job is still worked on: from now on it has its whole time again before it counts as dead. False when it was taken for dead already. */
export async function touchJob(db: Kysely<unknown>, { name, id, retryCount }: TakenJob): Promise<boolean> {
  const { rows } = await sql`update pgboss.job set started_on = now()
    where name = ${name} and id = ${id}::uuid and state = 'active' and retry_count = ${retryCount} returning id`.execute(
    db,
  );
  return rows.length > 0;
}
