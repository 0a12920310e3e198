import { describe, expect, it } from 'vitest';
import { plainLine, plainText } from './read-html.ts';

describe('INS-1 HTML descriptions', () => {
  it.each([
    ['<p>Warm &amp; soft.</p><p>Made in Lisbon&nbsp;&ndash; by hand.</p>', 'Warm & soft.\n\nMade in Lisbon – by hand.'],
    ['<h2>Care</h2><ul><li>Wash cold</li><li>Dry <b>flat</b></li></ul>After', 'Care\n• Wash cold\n• Dry flat\n\nAfter'],
    ['<script>alert(1)</script>Shirt<style>p{}</style>', 'Shirt'],
    ['One<br>two<br/>three', 'One\ntwo\nthree'],
    ['5 < 6 and 7 > 2', '5 < 6 and 7 > 2'],
    ['<div><div>Broken <b>markup</div>', 'Broken markup'],
    ['Plain\r\n\r\n\r\ntext  here ', 'Plain\n\ntext here'],
    ['<p>In\n  markup</p>', 'In markup'],
    ['Two\nlines &eacute;', 'Two\nlines é'],
    ['<a href="javascript:alert(1)" onclick="x()">link</a>', 'link'],
  ])('%j reads %j', (html, text) => expect(plainText(html)).toBe(text));

  it('cuts a name at a word', () => {
    expect(plainLine('<b>A very long name</b> of a thing', 16)).toBe('A very long name…');
    expect(plainLine('Bose&reg; Headphones')).toBe('Bose® Headphones');
  });
});
