import { sql, Statement, type Parameter } from '../../../../lambdas/shared/database/statement';
import { errorOf } from '../../../support/error-of';

describe('a statement', () => {
  it('turns what is interpolated into parameters', () => {
    const title = `'; DROP TABLE app.documents; --`;
    expect(Statement.open(sql`SELECT id FROM app.documents WHERE title = ${title} AND version > ${3}`)).toEqual({
      text: 'SELECT id FROM app.documents WHERE title = $1 AND version > $2',
      values: [title, 3],
    });
  });

  it.each<[string, Parameter]>([
    ['text', ''],
    ['a number', 0.5],
    ['a bigint', 2n ** 63n],
    ['a boolean', false],
    ['a date', new Date(0)],
    ['bytes', Buffer.from('x')],
    ['nothing', null],
    ['texts', ['a', 'b']],
  ])('takes %s as a parameter', (_, value) => {
    expect(Statement.open(sql`SELECT ${value}`).values).toEqual([value]);
  });

  it.each<[string, unknown]>([
    ['undefined, which would silently be NULL', undefined],
    ['an object, which would silently be JSON', { a: 1 }],
    ['an object that makes its own text', { toPostgres: () => '1' }],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['not a number', Number.NaN],
    ['an infinite number', Number.POSITIVE_INFINITY],
    ['an invalid date', new Date(Number.NaN)],
    ['an array of arrays', [['a']]],
    ['another statement', sql`SELECT 1`],
  ])('refuses %s', (_, value) => {
    expect(errorOf(() => sql`SELECT ${value as Parameter}`)).toMatchObject({ code: 'invalid-parameter' });
  });

  it('names no value that it refuses', () => {
    expect((errorOf(() => sql`SELECT ${{ password: 'hidden' } as unknown as Parameter}`) as Error).message).not.toContain('hidden');
  });

  it.each([
    () => sql`EXPLAIN SELECT 1`,
    () => sql`SET app.current_tenant = 'x'`,
    () => sql`RESET ALL`,
    () => sql`BEGIN`,
    () => sql`COMMIT`,
    () => sql`COPY app.users TO STDOUT`,
    () => sql`DO $$ BEGIN END $$`,
    () => sql`CALL p()`,
    () => sql`LISTEN others`,
    () => sql`TRUNCATE app.users`,
    () => sql`DROP TABLE app.users`,
    () => sql`GRANT ALL ON app.users TO PUBLIC`,
    () => sql`/* SELECT */ RESET ROLE`,
    () => sql``,
    () => sql`SELECT set_config('app.current_tenant', ${'x'}, true)`,
    () => sql`WITH s AS (SELECT Set_Config('app.current_tenant', ${'x'}, true)) SELECT 1`,
  ])('is refused when it does more than read and write rows: %s', (make) => {
    expect(errorOf(make)).toMatchObject({ code: 'statement-not-allowed' });
  });

  it("isn't made of text from elsewhere", () => {
    const built = ['SELECT 1'];
    const forged = [built, Object.assign(built, { raw: built }), Object.freeze(['SELECT 1']), 'SELECT 1', undefined];
    for (const strings of forged) expect(errorOf(() => sql(strings as unknown as TemplateStringsArray))).toMatchObject({ code: 'not-a-statement' });
  });

  it("isn't opened from anything else", () => {
    for (const other of ['SELECT 1', { text: 'SELECT 1', values: [] }, null, undefined, Object.create(Statement.prototype)]) {
      expect(errorOf(() => Statement.open(other))).toMatchObject({ code: 'not-a-statement' });
    }
  });

  it('shows neither text nor values when it is logged', () => {
    expect(JSON.stringify(sql`SELECT ${'hidden'}`)).toBe('{}');
  });
});
