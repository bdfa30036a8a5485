import { controlById } from '../../lib/assurance/controls/catalogue';
import { writeProofTitle, type Declaration } from './proof-title';

/**
 * A test whose outcome is run-time evidence for one part of a control. The sentence says what was shown; it appears in
 * the audit pack.
 *
 * @param timeoutMilliseconds How long it may take; by default as long as every test.
 * @throws {Error} when the catalogue has no such part, or the part doesn't ask for this class of evidence: such a result would be refused.
 */
export function proves(declaration: Declaration, sentence: string, test: () => void | Promise<void>, timeoutMilliseconds?: number): void {
  const { control, part, evidence } = declaration;
  const declared = controlById(control)?.parts.find(({ id }) => id === part);
  if (declared?.tests?.includes(evidence) !== true) {
    throw new Error(
      `"${sentence}" proves ${control}/${part} by ${evidence}, which the catalogue doesn't ask for: correct the test, or add the class to the part's tests.`,
    );
  }
  it(
    writeProofTitle(declaration, sentence),
    async () => {
      await test();
    },
    timeoutMilliseconds,
  );
}
