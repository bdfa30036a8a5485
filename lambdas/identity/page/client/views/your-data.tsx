import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Action } from '../ui/action';
import { Message } from '../ui/message';
import type { SectionProps } from './account';
import { Day } from './day';

const GROUNDS = Object.freeze({
  accuracy: 'They are not accurate',
  unlawful: 'They are processed unlawfully, and I want them kept',
  claims: 'I need them for legal claims',
  objection: 'I object to how they are used',
});

const SAVED_AFTER_MILLISECONDS = 10_000;

/** Gives the browser a file to save. */
function save(name: string, data: unknown): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(data, undefined, 2)], { type: 'application/json' }));
  link.download = name;
  link.click();
  // The browser may read it after this.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, SAVED_AFTER_MILLISECONDS);
}

/** What is kept about who is signed in: a copy, the restriction of its use, and its erasure (CMP-6). */
export function YourData(section: SectionProps): JSX.Element {
  return (
    <section class="card">
      <h2>Your data</h2>
      <p class="quiet">Everything that is kept about you, as a file to read or to take elsewhere.</p>
      <Action
        onAct={async () => {
          save('your-data.json', await section.api.call('GET', '/auth/data'));
        }}
      >
        Download a copy
      </Action>
      <Restriction {...section} />
      <Erasure {...section} />
    </section>
  );
}

function Restriction({ api, account, reload }: SectionProps): JSX.Element {
  const [ground, choose] = useState('accuracy');
  if (account.restriction !== null) {
    return (
      <>
        <Message kind="good">Your data are kept, and shown to nobody else.</Message>
        <Action
          onAct={async () => {
            await api.call('DELETE', '/auth/restriction');
            await reload();
          }}
        >
          Lift the restriction
        </Action>
      </>
    );
  }
  return (
    <details>
      <summary>Restrict how they are used</summary>
      <p class="quiet">They are kept, and shown to nobody else, until you lift it.</p>
      <label for="restriction-ground">Because</label>
      <select
        id="restriction-ground"
        value={ground}
        onChange={({ currentTarget }) => {
          choose(currentTarget.value);
        }}
      >
        {Object.entries(GROUNDS).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      <Action
        onAct={async () => {
          await api.call('POST', '/auth/restriction', { ground });
          await reload();
        }}
      >
        Restrict
      </Action>
    </details>
  );
}

function Erasure({ api, account, reload }: SectionProps): JSX.Element {
  if (account.erasure !== null) {
    return (
      <>
        <Message kind="bad">
          Your account is to be erased on <Day at={account.erasure.due_at} />.
        </Message>
        <Action
          kind="main"
          onAct={async () => {
            await api.call('DELETE', '/auth/erasure');
            await reload();
          }}
        >
          Keep my account
        </Action>
      </>
    );
  }
  return (
    <details>
      <summary>Erase my account</summary>
      <p>Your account and what belongs to it are erased after some days; until then you can cancel it here. After that, nobody can bring them back.</p>
      <Action
        kind="danger"
        onAct={async () => {
          await api.call('POST', '/auth/erasure');
          await reload();
        }}
      >
        Erase it
      </Action>
    </details>
  );
}
