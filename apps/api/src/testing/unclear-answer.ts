const inside = /\bat [\w.<>]+ \(|node_modules|\.ts:\d+|\bstack\b|select .* from|insert into|Error:/i;
const placed =
  /^(?:invalid_json_type|invalid_value|invalid_timestamp|request\.invalid_type|request\.invalid_value|constraint_violation)$/;

/** Refusals of what was sent: each names what is wrong by the name it was sent under. */
const ofTheInput =
  /^(?:request\.invalid_type|request\.invalid_value|catalog\.invalid|catalog\.taken|checkout\.invalid_address|payments\.invalid)$/;

interface Answer {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What is wrong with the answer to a hostile request; null when it is clear. `names` are what the operation takes: parameters and fields. */
export function unclearAnswer(answer: Answer, names: ReadonlySet<string>): string | null {
  if (answer.statusCode >= 500) return `status ${answer.statusCode}`;
  if (!answer.headers['x-request-id']) return 'no request id';
  if (answer.statusCode < 400) return null;
  const body = JSON.parse(answer.body) as Record<string, unknown>;
  const code = String(body['error'] ?? body['code']);
  const sentence = String(body['message'] ?? body['detail'] ?? body['title']);
  if (code === 'undefined') return 'no code';
  if (sentence.length <= 10) return 'no sentence';
  if (inside.test(answer.body)) return 'tells of our inside';
  const faults = (body['errors'] ?? []) as { path: string }[];
  const stranger = faults.find(({ path }) => path !== '' && !names.has(/^[^.[]*/.exec(path)?.[0] ?? ''));
  if (ofTheInput.test(code) && stranger !== undefined) return `names ${stranger.path}, which nobody sent`;
  if (!placed.test(code)) return null;
  const details = (body['details'] ?? {}) as Record<string, unknown>;
  return (details['field'] ?? faults[0]?.path) === undefined ? 'names no field' : null;
}
