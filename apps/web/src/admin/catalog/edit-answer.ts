import type { EditConflict, EditFailure } from '@vitrine/shop/catalog-editor';

/** What a page says after an edit that did not go through: a sentence, what is wrong by field, and what somebody else wrote. */
export interface EditAnswer {
  message: string;
  faults: Record<string, string>;
  conflicts: EditConflict[];
  typed: Record<string, string>;
}

/** An answer with its status. */
export function editAnswer(error: EditFailure, typed: Record<string, string>): { answer: EditAnswer; status: number } {
  const plain = (message: string, status: number, more: Partial<EditAnswer> = {}) => ({
    answer: { message, faults: {}, conflicts: [], typed, ...more },
    status,
  });
  switch (error.code) {
    case 'catalog.not_found':
      return plain('This is not there any more. Somebody may have deleted it.', 404);
    case 'catalog.in_use':
      return plain(error.message, 409);
    case 'catalog.conflict':
      return plain(
        'Somebody changed this while you were editing. Nothing was written yet: look at both values, then save again.',
        409,
        {
          conflicts: [...error.conflicts],
        },
      );
    case 'catalog.invalid':
    case 'catalog.taken': {
      const faults = Object.fromEntries(error.faults.map(({ path, message }) => [path, message]));
      return plain(
        'Not saved yet. Correct what is marked, then save again.',
        error.code === 'catalog.taken' ? 409 : 422,
        { faults },
      );
    }
  }
}
