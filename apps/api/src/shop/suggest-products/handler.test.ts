import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('CAT-3 GET /api/products/suggestions', () => {
  expectStatuses('GET', [
    {
      when: 'something has been typed',
      url: '/api/products/suggestions?q=ket',
      status: 200,
      answer: { products: [{ slug: 'kettle-1', price_minor: 4901 }, {}, {}], phrases: ['kettle'] },
    },
    {
      when: 'fewer are wanted',
      url: '/api/products/suggestions?q=ket&limit=1',
      status: 200,
      answer: { phrases: ['kettle'] },
    },
    { when: 'nothing has been typed', url: '/api/products/suggestions?q=', status: 200, answer: { products: [] } },
    {
      when: 'q is missing',
      url: '/api/products/suggestions',
      status: 400,
      answer: { code: 'request.invalid_value', errors: [{ path: 'q', message: 'is required' }] },
    },
    {
      when: 'too many are wanted',
      url: '/api/products/suggestions?q=a&limit=21',
      status: 400,
      answer: { errors: [{ path: 'limit' }] },
    },
    {
      when: 'names are wanted in another language',
      url: '/api/products/suggestions?q=ket&locale=de',
      status: 200,
      answer: { phrases: ['kettle'] },
    },
    {
      when: 'the language is none',
      url: '/api/products/suggestions?q=ket&locale=deutsch',
      status: 400,
      answer: { errors: [{ path: 'locale', message: 'must look like en or de-AT' }] },
    },
    {
      when: 'q holds what cannot be stored',
      url: '/api/products/suggestions?q=a%00b',
      status: 400,
      answer: { errors: [{ path: 'q' }] },
    },
  ]);
});
