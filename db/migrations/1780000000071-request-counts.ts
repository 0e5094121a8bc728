import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where processes of the API tell each other how many requests they let in; lost in a crash, and counted anew. */
export class RequestCounts1780000000071 implements MigrationInterface {
  name = 'RequestCounts1780000000071';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNLOGGED TABLE request_count (
        subject bytea NOT NULL,
        window_number bigint NOT NULL,
        requests integer NOT NULL,
        PRIMARY KEY (window_number, subject)
      ) WITH (fillfactor = 50);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE request_count');
  }
}
