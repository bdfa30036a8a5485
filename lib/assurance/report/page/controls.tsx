import type { Evidence } from '../../evidence/schema';
import { VERDICTS } from '../../evidence/verdict';
import { ControlEntry } from './control-entry';
import { familyOf } from './overview';
import { verdictText } from './verdict-badge';

/** All controls with search and filters; without scripting the whole list stands there. */
export function Controls({ evidence }: { readonly evidence: Evidence }) {
  const environments = evidence.environments.map(({ name }) => name);
  const families = [...new Set(evidence.controls.map(({ id }) => familyOf(id)))];
  const shown = VERDICTS.filter((verdict) => verdict !== 'none');
  return (
    <section id="controls" aria-labelledby="controls-title">
      <h2 id="controls-title">Controls</h2>
      <form class="filters" id="filters" role="search">
        <label>
          Search <input type="search" name="text" placeholder="ID, word, check, resource" autocomplete="off" />
        </label>
        <label>
          Family{' '}
          <select name="family">
            <option value="">all</option>
            {families.map((family) => (
              <option value={family}>{family}</option>
            ))}
          </select>
        </label>
        <label>
          Environment{' '}
          <select name="environment">
            <option value="">worst of all</option>
            {environments.map((name) => (
              <option value={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          Verdict{' '}
          <select name="verdict">
            <option value="">any</option>
            {shown.map((verdict) => (
              <option value={verdict}>{verdictText(verdict)}</option>
            ))}
          </select>
        </label>
        <button type="button" class="clear-filters">
          Clear
        </button>
        <output id="filter-count" aria-live="polite">
          {evidence.controls.length} controls
        </output>
      </form>
      {families.map((family) => (
        <div class="family" id={`family-${family}`} data-family={family}>
          <h3>{family}</h3>
          {evidence.controls
            .filter(({ id }) => familyOf(id) === family)
            .map((control) => (
              <ControlEntry control={control} environments={environments} />
            ))}
        </div>
      ))}
      <p id="no-match" hidden>
        No control matches.{' '}
        <button type="button" class="clear-filters">
          Clear the filters
        </button>
      </p>
    </section>
  );
}
