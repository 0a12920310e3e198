import { expect } from 'vitest';

const inside = /\bat [\w.<>]+ \(|node_modules|\.ts:\d+|\bstack\b|select .* from|insert into|Error:/i;
const placed =
  /^(?:invalid_json_type|invalid_value|invalid_timestamp|request\.invalid_type|request\.invalid_value|constraint_violation)$/;

/** What every answer to a hostile request must be: no 5xx, and a failure that has a code, a sentence, a place and nothing of our inside. */
export function expectClearAnswer(answer: {
  statusCode: number;
  body: string;
  headers: Record<string, unknown>;
}): void {
  expect(answer.statusCode, answer.body.slice(0, 300)).toBeLessThan(500);
  expect(answer.headers['x-request-id']).toBeTruthy();
  if (answer.statusCode < 400) return;
  const body = JSON.parse(answer.body) as Record<string, unknown>;
  const code = String(body['error'] ?? body['code']);
  const sentence = String(body['message'] ?? body['detail'] ?? body['title']);
  expect(code).not.toBe('undefined');
  expect(sentence.length).toBeGreaterThan(10);
  expect(answer.body).not.toMatch(inside);
  if (placed.test(code)) {
    const details = (body['details'] ?? {}) as Record<string, unknown>;
    const faults = (body['errors'] ?? []) as { path: string }[];
    expect(details['field'] ?? faults[0]?.path, answer.body).toBeDefined();
  }
}
