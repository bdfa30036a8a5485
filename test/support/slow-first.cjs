const { default: Sequencer } = require('@jest/test-sequencer');

/** Tests that start servers or processes, then those of whole templates, then the rest: what takes long ends beside others, and not alone after them. */
const SLOWEST_FIRST = [/\.local\.test\.ts$/, /\.(whole|templates|postgres|soak)\.test\.ts$/];

/** The order in which files of tests are begun. */
module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    const rankOf = ({ path }) => [...SLOWEST_FIRST, /$/].findIndex((name) => name.test(path));
    return super.sort(tests).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
};
