import { localEndpoint } from '../../shared/endpoint';
import { variable } from '../../shared/variable';
import { answer, type Answer } from './answer';
import program from './client/main?browser';
import { namesOf } from './providers';
import style from './page.css?style';

localEndpoint(process.env);

/** Text messages are off (IDN-6). */
const NO_COUNTRIES = '-';

const parts = {
  program,
  style,
  apiOrigin: variable('API_ORIGIN'),
  providers: JSON.stringify(namesOf(variable('SSO_PROVIDERS'))),
  textMessages: variable('SMS_COUNTRIES') !== NO_COUNTRIES,
};

/** Serves the page; invoked by API Gateway. */
export async function handler(): Promise<Answer> {
  return Promise.resolve(answer(parts));
}
