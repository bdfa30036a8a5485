/** Gives jest an SQL file as what the bundle makes of it: its text. */
module.exports = {
  process: (text) => ({ code: `module.exports = ${JSON.stringify(text)};` }),
};
