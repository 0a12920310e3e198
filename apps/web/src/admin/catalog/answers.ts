import type { EditFailure } from '@vitrine/shop/catalog-editor';
import { data, redirect } from 'react-router';
import { type DoneSentence, withDone } from '../done-sentences.ts';
import { editAnswer } from './edit-answer.ts';
import { typedOf } from './form-fields.ts';

/** After an edit: back to a page that says so, or the same page with what was wrong. */
export function answerEdit(
  outcome: { ok: true } | { ok: false; error: EditFailure },
  given: { form: FormData; back: string; done: DoneSentence },
) {
  if (outcome.ok) {
    throw redirect(withDone(given.back, given.done), { status: 303 });
  }
  const { answer, status } = editAnswer(outcome.error, typedOf(given.form));
  return data(answer, { status });
}

/** A form whose button we do not know. */
export const unknownButton = {
  ok: false,
  error: { code: 'catalog.invalid', faults: [{ path: '', message: 'Press one of the buttons of the page.' }] },
} as const satisfies { ok: false; error: EditFailure };
