/** A program for browsers, as the bundle holds it. */
declare module '*?browser' {
  const text: string;
  export default text;
}

/** A style sheet, as the bundle holds it. */
declare module '*?style' {
  const text: string;
  export default text;
}
