/** What an upload is, by its first bytes; its name and the type it came with are not believed. */
export type UploadKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'svg' | 'html' | 'heic' | 'empty' | 'unknown';

const latin = new TextDecoder('latin1');

function startsWith(bytes: Uint8Array, expected: readonly number[]): boolean {
  return expected.every((byte, index) => bytes[index] === byte);
}

/** Recognises JPEG, PNG, WebP, AVIF and GIF, and what people try instead. */
export function recognisePicture(bytes: Uint8Array): UploadKind {
  if (bytes.length === 0) return 'empty';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  const head = latin.decode(bytes.subarray(0, 1024));
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.slice(4, 8) === 'ftyp') {
    const brands = head.slice(8, 64);
    if (/avif|avis/.test(brands)) return 'avif';
    if (/heic|heix|hevc|mif1|msf1/.test(brands)) return 'heic';
  }
  const text = head.replaceAll('\0', '').toLowerCase();
  if (text.includes('<svg')) return 'svg';
  if (/<!doctype html|<html|<script|<body/.test(text)) return 'html';
  return 'unknown';
}
