import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cedarAnswers, questions, rightsBy } from '../matrix';
import { opaAnswers } from './opa-answers';

describe("OPA's policy", () => {
  it('answers every question of the matrix as Cedar does', async () => {
    const cedar = cedarAnswers();
    const opa = await opaAnswers(rightsBy(cedar));
    const differ = questions().filter((request) => opa(request) !== cedar(request));
    expect(differ).toEqual([]);
    expect(new Set(questions().map(opa))).toEqual(new Set([true, false]));
  });

  it.each(['rights.rego', 'rights.wasm'])('%s is as it was when the one was compiled to the other', (name) => {
    const noted = readFileSync(join(__dirname, 'rights.sha256'), 'utf8').split('\n');
    const now = createHash('sha256')
      .update(readFileSync(join(__dirname, name)))
      .digest('hex');
    expect(noted).toContain(`${now}  ${name}`);
  });
});
