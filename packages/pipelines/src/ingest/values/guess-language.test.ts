import { describe, expect, it } from 'vitest';
import { guessLanguage } from './guess-language.ts';

describe('INS-1 the language of a review that names none', () => {
  it.each([
    ['en', 'This is the best lamp I have, and it was cheap.'],
    ['de', 'Die Lampe ist sehr schön und das Licht nicht zu hell.'],
    ['fr', 'Très belle lampe, je suis contente mais le câble est court.'],
    ['es', 'Muy buena lámpara, pero el cable es corto para la mesa.'],
    ['it', 'Molto bella, ma il cavo non è lungo per la mia casa.'],
    ['nl', 'Een mooie lamp, maar het snoer is niet erg lang.'],
    ['pt', 'O produto chegou bem, mas não é muito bonito.'],
  ])('reads %s', (language, text) => expect(guessLanguage(text)).toBe(language));

  it('says nothing of what is too short', () => {
    expect(guessLanguage('Super!')).toBeNull();
    expect(guessLanguage('')).toBeNull();
    expect(guessLanguage('日本語のレビュー')).toBeNull();
  });
});
