import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { RandomStream } from '@vitrine/kernels';
import { afterAll, describe, expect, it } from 'vitest';
import { root, runVitrine, temporaryHome } from './support/running-shop.ts';

const home = temporaryHome();
const inHome = { VITRINE_HOME: home.path };
afterAll(() => home.remove());

const at = (name: string) => join(home.path, name);
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(at(name), content);
  return at(name);
};
const lab = (args: readonly string[]) => runVitrine(['lab', ...args], inHome);

/** A small shop: people of four tastes, each with a dozen things over some weeks. */
function events(): string {
  const stream = new RandomStream(5);
  return Array.from({ length: 1600 }, (_, row) => {
    const user = row % 100;
    const drawn = stream.nextBelow(60);
    const item = stream.next() < 0.8 ? drawn - (drawn % 4) + (user % 4) : drawn;
    return `customer ${user}\tчай ${item}\t1\t${1_700_000_000 + row * 3600}`;
  }).join('\n');
}

/** A sentence, no stack and no apology of the program. */
function expectSentence(stderr: string) {
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
  expect(stderr).not.toContain('This should not have happened');
}

describe('REC-14 a study from one file to a report', () => {
  const input = file('all.tsv', `${events()}\n`);
  const [train, test] = [at('train.tsv.gz'), at('test.tsv')];

  it('splits by time, keeps every row, and counts what leaks', async () => {
    const { status, stdout } = await lab([
      'split',
      '--input',
      input,
      '--out-train',
      train,
      '--out-test',
      test,
      '--json',
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ trainRows: 1280, testRows: 320, lateRows: 0, lateOwnRows: 0 });
    const rows = `${gunzipSync(readFileSync(train)).toString()}${readFileSync(test, 'utf8')}`;
    expect(rows.trim().split('\n').toSorted()).toEqual(events().split('\n').toSorted());
  });

  it('searches settings and says the line to use', async () => {
    const { status, stdout } = await lab([
      'search',
      '--train',
      train,
      '--model',
      'item-knn',
      '--space',
      'neighbours=5,200',
      '--json',
    ]);
    expect(status).toBe(0);
    const found = JSON.parse(stdout) as { trials: unknown[]; set: string; best: object };
    expect(found.trials).toHaveLength(3);
    expect(found.set === '' || /^--set neighbours=(5|200)$/.test(found.set)).toBe(true);
  });

  it('compares models with popularity in one page and one file of figures', async () => {
    const { status, stdout, stderr } = await lab([
      'compare',
      '--train',
      train,
      '--test',
      test,
      '--models',
      'item-knn,als:factors=8;epochs=3',
      '--top',
      '5',
      '--html',
      at('report.html'),
      '--json',
      at('report.json'),
    ]);
    expect([status, stderr.includes('not have happened')]).toEqual([0, false]);
    expect(stdout).toMatch(/als:factors=8;epochs=3 .*\n?/);
    const { rows, pairs } = JSON.parse(readFileSync(at('report.json'), 'utf8')) as {
      rows: { label: string; config: { factors?: number }; peakBytes: number }[];
      pairs: { adjustedP: number }[];
    };
    expect(rows.map(({ label }) => label).toSorted()).toEqual(['als:factors=8;epochs=3', 'item-knn', 'popularity']);
    expect(rows.find(({ label }) => label.startsWith('als'))?.config.factors).toBe(8);
    expect(pairs).toHaveLength(3);
    expect(rows.every(({ peakBytes }) => peakBytes > 1e7)).toBe(true);
    expect(readFileSync(at('report.html'), 'utf8')).toContain('Who is ahead of whom');
  });

  it('says how many ids of the judging file the other one does not know', async () => {
    const strange = file('strange.tsv', 'nobody\tnothing\ncustomer 1\tnothing else\n');
    const { status, stdout } = await lab(['compare', '--train', train, '--test', strange, '--models', 'popularity']);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/not know 1 of the users and 2 of the items/)]);
  });

  it.skipIf(process.platform === 'win32')('says nothing to whoever stops reading', () => {
    const command = '"$0" "$1" lab --help 2> "$2" | true';
    const program = [process.execPath, join(root, 'dist/vitrine.mjs'), at('said.txt')];
    execFileSync('sh', ['-c', command, ...program], { env: { ...process.env, ...inHome } });
    expect(readFileSync(at('said.txt'), 'utf8')).toBe('');
  });

  it('gives the same lists from the same seed, for every user of both files', async () => {
    const lists = async (name: string) => {
      const { status } = await lab([
        'run',
        '--train',
        train,
        '--test',
        test,
        '--model',
        'item-knn',
        '--predictions',
        at(name),
      ]);
      expect(status).toBe(0);
      return readFileSync(at(name), 'utf8');
    };
    const first = await lists('one.tsv');
    expect(first.trim().split('\n')).toHaveLength(100);
    expect(await lists('two.tsv')).toBe(first);
  });

  it.each<[string, string[], RegExp]>([
    ['an unknown model', ['compare', '--models', 'oracle'], /no model "oracle".*popularity/s],
    ['a model twice', ['compare', '--models', 'ease,ease'], /ease twice/],
    ['a wrong setting', ['compare', '--models', 'als:factors=0'], /"factors" must be/],
    ['an unreadable space', ['search', '--model', 'als', '--space', 'factors=9..1'], /smaller number to a larger/],
    ['a model of descriptions without any', ['compare', '--models', 'content'], /"content" learns.*--items FILE/s],
    ['an unreadable budget', ['search', '--model', 'als', '--space', 'factors=9', '--budget', 'soon'], /300s/],
  ])('refuses %s as wrong usage', async (_what, [verb = '', ...args], names) => {
    const files = verb === 'compare' ? ['--train', train, '--test', test] : ['--train', train];
    const { status, stderr } = await lab([verb, ...files, ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(names);
    expectSentence(stderr);
  });
});

describe('REC-12 judging a policy from a log', () => {
  it('finds the value of a policy that the log did not follow', async () => {
    const stream = new RandomStream(7);
    const lines = Array.from({ length: 6000 }, () => {
      const action = stream.next() < 0.8 ? 'old' : 'new';
      const reward = stream.next() < (action === 'new' ? 0.5 : 0.1) ? 1 : 0;
      return `${action}\t${action === 'old' ? 0.8 : 0.2}\t${reward}`;
    });
    const log = file('log.tsv', `action\tpropensity\treward\n${lines.join('\n')}\n`);
    const { status, stdout } = await lab(['off-policy', '--log', log, '--policy', 'always:new', '--json']);
    expect(status).toBe(0);
    const { estimate } = JSON.parse(stdout) as {
      estimate: Record<'logged' | 'snips' | 'doublyRobust', { mean: number }>;
    };
    expect(estimate.logged.mean).toBeLessThan(0.25);
    expect(estimate.snips.mean).toBeCloseTo(0.5, 1);
    expect(estimate.doublyRobust.mean).toBeCloseTo(0.5, 1);
  });

  it('names the line of a propensity that cannot be, and the policies there are', async () => {
    const log = file('bad-log.tsv', 'action\tpropensity\treward\na\t0.5\t1\na\t0\t1\n');
    const wrong = await lab(['off-policy', '--log', log, '--policy', 'uniform']);
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringMatching(/line 3, field propensity/)]);
    const unknown = await lab(['off-policy', '--log', log, '--policy', 'best']);
    expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringMatching(/always:ACTION/)]);
  });
});

describe('REC-14 lab run on files that are not what they should be', () => {
  const gzipped = gzipSync(Buffer.from(events()));
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, byte) => (byte * 197) % 256));
  mkdirSync(at('folder'));

  it.each<[string, string, RegExp]>([
    ['a missing file', at('missing.tsv'), /no such file/],
    ['a folder', at('folder'), /folder/],
    ['nothing at all', '/dev/null', /empty/],
    ['endless zeros', '/dev/zero', /longer than/],
    ['noise', file('noise.bin', noise), /not UTF-8/],
    ['a zero byte', file('zero.tsv', 'a\tb\nc\0\td\n'), /line 2.*zero byte/],
    ['UTF-16', file('utf16.tsv', Buffer.from('\uFEFFa\tb\n', 'utf16le')), /UTF-16/],
    ['an archive', file('a.tsv', Buffer.from('PK\u0003\u0004rest')), /zip archive/],
    ['a Parquet file', file('a.parquet', Buffer.from('PAR1\u0015\u0004\u0015')), /a Parquet file/],
    ['times in milliseconds', file('ms.tsv', 'a\tb\t1\t1700000000000\n'), /line 1, field time.*milliseconds/],
    ['a gzip cut off', file('cut.tsv.gz', gzipped.subarray(0, gzipped.length >> 1)), /cut off after line \d+/],
    ['a damaged gzip', file('bad.tsv.gz', gzipped.with(400, 7).with(401, 7).with(402, 7)), /damaged/],
    ['commas', file('comma.csv', 'a,b\n'), /line 1.*commas into tabs/],
    ['a tab inside an id', file('tab.tsv', 'a\tb\t1\t2\t3\n'), /line 1.*no tabs/],
    ['a ragged row', file('ragged.tsv', 'a\tb\nc\td\n\ne\n'), /line 4/],
    ['not a number', file('nan.tsv', 'a\tb\t1\nc\td\tNaN\n'), /line 2, field value/],
    ['an endless number', file('inf.tsv', 'a\tb\t1e999\n'), /line 1, field value/],
    ['a negative time', file('time.tsv', 'a\tb\t1\t-5\n'), /line 1, field time/],
  ])('%s: the file, the place, what to do', async (_what, path, names) => {
    const { status, stderr, stdout } = await lab(['run', '--train', path, '--model', 'popularity']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(path);
    expect(stderr).toMatch(names);
    expectSentence(stderr);
  });

  it.each(['PAR1', 'BZhou'])('a first user called %s is no other format', async (user) => {
    const { status } = await lab(['run', '--train', file('name.tsv', `${user}\tb\nc\td\n`), '--model', 'popularity']);
    expect(status).toBe(0);
  });

  it.each<[string, string | Uint8Array]>([
    ['one user and one item', 'a\tb\n'],
    ['one item', 'a\tb\nc\tb\n'],
    ['CR LF, a byte order mark, no end of the last line', '\uFEFFa b\tчай\r\nc\tчай\r\nc\t茶 🍵'],
    ['pairs that repeat', 'a\tb\na\tb\na\tb\nc\td\n'],
    ['gzip under a plain name', gzipSync(Buffer.from('a\tb\nc\td\n'))],
    ['nothing but impressions', 'a\tb\t0\nc\td\t0\n'],
  ])('%s: an answer for every user', async (what, content) => {
    const train = file('odd.tsv', content);
    for (const model of ['popularity', 'item-knn', 'als']) {
      const { status, stderr } = await lab([
        'run',
        '--train',
        train,
        '--model',
        model,
        '--predictions',
        at('odd-out.tsv'),
      ]);
      expect([what, model, status, stderr.includes('not have happened')]).toEqual([what, model, 0, false]);
      const lines = readFileSync(at('odd-out.tsv'), 'utf8').trim().split('\n');
      expect(lines.map((line) => line.split('\t')[0])).toEqual(
        what === 'one user and one item' ? ['a'] : [what.startsWith('CR') ? 'a b' : 'a', 'c'],
      );
    }
  });

  it.skipIf(process.platform === 'win32').each<[string, string | Uint8Array]>([
    ['text', 'a\tb\nc\td\n'],
    ['gzip', gzipSync(Buffer.from('a\tb\nc\td\n'))],
  ])('a named pipe of %s is read like a file', async (what, content) => {
    const pipe = at(`pipe-of-${what}`);
    execFileSync('mkfifo', [pipe]);
    const writer = spawn('sh', ['-c', `cat "$0" > "$1"`, file('piped', content), pipe]);
    const { status, stderr } = await lab(['run', '--train', pipe, '--model', 'popularity']);
    writer.kill();
    expect([status, stderr]).toEqual([0, expect.stringContaining('2 rows, 2 users, 2 items')]);
  });

  it('a hundred million rows that do not fit: says so from the first of them', async () => {
    const path = file(
      'huge.tsv',
      Array.from({ length: 60_000 }, (_, row) => `u${row % 500}\ti${row % 300}\n`).join(''),
    );
    truncateSync(path, 1e9);
    const { status, stderr } = await lab(['run', '--train', path, '--model', 'als', '--memory', '4000']);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /huge\.tsv: about 1\d\d million rows need at least 1\d\.\d GB of memory and 4\.0 GB may be taken; take a sample/,
    );
  });
});

describe('REC-14 a study that somebody stops', () => {
  it.skipIf(process.platform === 'win32')('writes its files, and no stack, when nobody reads what it prints', () => {
    const train = file('unread.tsv', events());
    const command = ['dist/vitrine.mjs', 'lab', 'run', '--train', train, '--test', train, '--model', 'popularity'];
    const line = `"$0" "$@" --json "${at('unread.json')}" 2> "${at('unread.log')}" | true`;
    execFileSync('sh', ['-c', line, process.execPath, ...command], { cwd: root, env: { ...process.env, ...inHome } });
    expectSentence(readFileSync(at('unread.log'), 'utf8'));
    expect(JSON.parse(readFileSync(at('unread.json'), 'utf8'))).toMatchObject({ model: 'popularity' });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends at once by %s, while it computes', async (signal) => {
    const train = file('stop.tsv', events());
    const command = [
      'lab',
      'search',
      '--train',
      train,
      '--model',
      'als',
      '--space',
      'factors=int:128..256;regularization=log:0.001..1',
      '--trials',
      '10000',
    ];
    const child = spawn(process.execPath, [join(root, 'dist/vitrine.mjs'), ...command], {
      env: { ...process.env, ...inHome },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) => child.once('close', (_status, by) => resolve(by)));
    let said = '';
    const reading = new Promise((resolve) =>
      child.stderr.on('data', (text) => (said += String(text)).includes('1600 rows') && resolve('read')),
    );
    expect(await Promise.race([reading, ended])).toBe('read');
    child.kill(signal);
    expect(await ended).toBe(signal);
  });
});

describe('REC-14 lab results that find no place', () => {
  const train = file('fine.tsv', 'a\tb\nc\td\n');
  const predict = (path: string) => lab(['run', '--train', train, '--model', 'popularity', '--predictions', path]);

  it('a folder that is not there is found out before the training', async () => {
    const { status, stderr } = await predict(at('no/such/folder/out.tsv'));
    expect([status, stderr]).toEqual([1, expect.stringMatching(/no folder .*Make it first/)]);
    expect(stderr).not.toContain('train popularity');
  });

  it.skipIf(process.platform !== 'linux')('a full disk costs the lists, not the figures', async () => {
    const { status, stdout, stderr } = await predict('/dev/full');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/disk is full/)]);
    expect(stdout).toContain('peak MB');
  });

  it('a link stays a link, and no draft is left behind', async () => {
    writeFileSync(at('real.tsv'), 'old\n');
    execFileSync('ln', ['-sf', 'real.tsv', at('link.tsv')]);
    expect((await predict(at('link.tsv'))).status).toBe(0);
    expect(readFileSync(at('real.tsv'), 'utf8')).toBe('a\td\nc\tb\n');
    expect(readdirSync(home.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
