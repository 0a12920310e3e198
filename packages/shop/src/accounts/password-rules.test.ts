import { describe, expect, it } from 'vitest';
import { deviceName } from './device-name.ts';
import { isEmail, judgePassword } from './password-rules.ts';
import { throttleAddress } from './throttle.store.ts';

describe('ACC-1 rules of passwords and addresses', () => {
  it.each([
    ['seven77', 'too_short'],
    ['x'.repeat(257), 'too_long'],
    ['password1', 'too_common'],
    ['P@ssw0rd!', 'too_common'],
    ['Qwertz123', 'too_common'],
    ['12345678', 'too_common'],
    ['98765432', 'too_common'],
    ['abababab', 'too_common'],
    ['24.12.1999', 'too_common'],
    ['Ada@Example.org', 'is_email'],
    ['kettle on the hob', null],
    ['éé日本語ßßß', null],
  ])('%s: %s', (password, fault) => {
    expect(judgePassword(password, 'ada@example.org')).toBe(fault);
  });

  it.each([
    ['ada@example.org', true],
    ['ada@localhost', true],
    ['ada', false],
    ['a b@example.org', false],
    ['a@b@c', false],
    ['a@b\nBcc: x@y', false],
    ['<ada@example.org>', false],
  ])('%s is an e-mail address: %s', (text, isOne) => expect(isEmail(text)).toBe(isOne));

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2:bbbb:0:0:9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('counts %s as %s', (address, counted) => expect(throttleAddress(address)).toBe(counted));

  it('names what somebody sits at', () => {
    const phone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1';
    expect(deviceName(phone)).toBe('Safari, iPhone');
    expect(deviceName('curl/8')).toBe('');
  });
});
