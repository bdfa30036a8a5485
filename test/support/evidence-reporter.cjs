// jest loads reporters without its transforms, so this one is brought in through tsx.
module.exports = require('tsx/cjs/api').require('./evidence-reporter.ts', __filename).default;
