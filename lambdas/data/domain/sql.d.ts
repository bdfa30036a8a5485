/** The text of an SQL file, which the bundle holds. */
declare module '*.sql' {
  const text: string;
  export default text;
}
