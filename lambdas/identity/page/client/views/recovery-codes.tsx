import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Action } from '../ui/action';
import type { SectionProps } from './account';
import { Codes } from './codes';

/** The recovery codes (IDN-7). */
export function RecoveryCodes({ api, account, reload }: SectionProps): JSX.Element {
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <section class="card">
      <h2>Recovery codes</h2>
      {codes !== undefined && <Codes codes={codes} />}
      <div class="row">
        <span>
          {account.recovery_codes.left} left
          {account.recovery_codes.low && ': make new ones soon'}
        </span>
        <Action
          onAct={async () => {
            const { recovery_codes } = await api.call<{ recovery_codes: readonly string[] }>('POST', '/auth/recovery-codes');
            setCodes(recovery_codes);
            await reload();
          }}
        >
          Make new ones
        </Action>
      </div>
    </section>
  );
}
