// Written down by ourselves: what people type when asked for eight characters, in English and German, and on keyboards.
// Stored without digits and signs at the end, see `isCommonPassword`.
const stems = `
password passwort passwords passw0rd p4ssword kennwort geheim geheimnis secret letmein welcome willkommen hello hallo
qwerty qwertz qwertyuiop qwertzuiop asdfgh asdfghjkl asdfasdf yxcvbnm zxcvbnm qazwsx qweasd qweasdzxc
iloveyou ichliebedich liebe love lovely schatz schatzi sunshine sonnenschein princess prinzessin monkey dragon
football fussball baseball basketball hockey soccer liverpool arsenal chelsea barcelona bayern dortmund schalke
superman batman spiderman pokemon starwars startrek pikachu naruto minecraft fortnite
michael jennifer jessica ashley daniel charlie thomas andrea stefan sabine sebastian alexander maximilian
summer sommer winter autumn herbst spring fruehling january februar november december dezember monday montag
admin administrator master root login user guest test testing changeme default vitrine schaufenster
trustno whatever freedom shadow killer hunter ranger jordan flower blume butterfly computer internet samsung iphone
abcdefgh abcdefg abcdef abcd aaaaaaaa computer mustang mercedes porsche ferrari corvette
einszweidrei onetwothree oneonetwo q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx abc123
`;
const common = new Set(stems.split(/\s+/).filter(Boolean));

/** Runs such as 12345678, 87654321, 11111111 or abcdefgh: each character follows the one before by the same step of -1, 0 or 1. */
function isRun(text: string): boolean {
  const steps = [...text].map((_, at) => (at === 0 ? null : text.charCodeAt(at) - text.charCodeAt(at - 1))).slice(1);
  const [first] = steps;
  return first !== undefined && first !== null && Math.abs(first) <= 1 && steps.every((step) => step === first);
}

/** A few characters over and over: abcabcabc, 12121212. */
function isRepeated(text: string): boolean {
  for (let size = 1; size <= 4 && size * 2 <= text.length; size += 1) {
    const part = text.slice(0, size);
    if (part.repeat(Math.ceil(text.length / size)).slice(0, text.length) === text) return true;
  }
  return false;
}

/** Whether a password is among the first that anybody would try: a common word with or without digits and signs around, a run, a repetition, a date. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase().normalize('NFKC');
  if (isRun(lower) || isRepeated(lower)) return true;
  if (/^(?:0123456789|1234567890|123456789|\d{4}[-./]?\d{2}[-./]?\d{2}|\d{2}[-./]?\d{2}[-./]?\d{4})$/.test(lower))
    return true;
  const bare = lower.replace(/^[\d\W_]+/, '').replace(/[\d\W_]+$/, '');
  const spoken = bare.replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('1', 'i').replaceAll('$', 's');
  return common.has(lower) || common.has(bare) || common.has(spoken);
}
