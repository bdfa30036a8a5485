import fc from 'fast-check';
import { MOST_FILE_BYTES, recogniseFile } from '../../../../lambdas/application/documents/recognise-file';
import { JPEG, PDF, PNG } from '../../../support/files';
import { refusalOf } from '../../../support/refusal-of';

const latin = (text: string) => Buffer.from(text, 'latin1');
const typeOf = async (bytes: Uint8Array) => (await recogniseFile(bytes)).mediaType;

/** A chunk of a PNG; its checksum is looked at by nobody here. */
function chunk(name: string, length: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length);
  return Buffer.concat([size, latin(name), Buffer.alloc(length + 4)]);
}

describe('a file', () => {
  it.each([
    ['application/pdf', PDF],
    ['application/pdf', latin('%PDF-1.4\n%%EOF')],
    ['application/pdf', latin('%PDF-1.4\r\n%%EOF\r\n')],
    ['image/jpeg', JPEG],
    ['image/png', PNG],
    ['text/plain', Buffer.from('Ein Text – mit\r\nZeilen\tund 文字')],
    ['text/plain', Buffer.from('a < b, and <3, #!important')],
    ['text/plain', Buffer.from('\ufeffwith the mark of UTF-8')],
    ['text/plain', Buffer.from('a\u00a0space and one more character: 👍🏽')],
    ['text/plain', Buffer.from('M')],
    ['text/plain', Buffer.from('BMW is a maker of cars')],
    ['text/plain', Buffer.from('MAC addresses')],
    ['text/plain', Buffer.from('ID3 is a tag')],
    ['text/plain', Buffer.from('solid ground')],
    ['text/plain', Buffer.from('The free market')],
    ['text/plain', Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')],
    ['text/plain', Buffer.from('\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 👨\u200d👩\u200d👧')],
  ])('is %s by its bytes', async (mediaType, bytes) => {
    expect(await typeOf(bytes)).toBe(mediaType);
  });

  it.each([
    ['a Windows program', Buffer.from('MZ\u0090\0\u0003')],
    ['a Linux program', Buffer.from('\u007fELF\u0002\u0001')],
    ['a zip, and so an office document', Buffer.from('PK\u0003\u0004\u0014\0')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a page behind spaces', Buffer.from('\n\t <HTML>')],
    ['a drawing that may hold scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['XML', Buffer.from('<?xml version="1.0"?>')],
    ['a page behind a byte order mark', Buffer.from('\ufeff<html>')],
    ['a GIF', Buffer.from('GIF89a\u0001\0')],
    ['no UTF-8', Buffer.from([0x61, 0xff, 0x62])],
    ['UTF-16', Buffer.from('text', 'utf16le')],
    ['text with an escape sequence', Buffer.from('a\u001b[31mb')],
    ['a script that is a GIF as well', Buffer.from('GIF89a=1;alert(1)')],
    ['text that begins as a Windows program', Buffer.from('MZ hello')],
    ['text that begins as a document of Word', Buffer.from('{\\rtf1 hello}')],
    ['text that begins as a GIF', Buffer.from('GIF89a=1;alert(1)')],
    ['a bitmap', Buffer.concat([Buffer.from('BM'), Buffer.alloc(54)])],
    ['text that begins as PostScript', Buffer.from('%!PS-Adobe-3.0')],
    ['a GIF behind a byte order mark', Buffer.from('\ufeffGIF89a=1;alert(1)')],
    ['a program for a shell', Buffer.from('#!/bin/sh\nrm -rf /')],
    ['a program behind a byte order mark', Buffer.from('\ufeff#!/bin/sh')],
    ['text that is turned around', Buffer.from('invoice\u202efdp.exe')],
    ['text with an invisible character', Buffer.from('pay\u200bpal')],
    ['text with two marks of UTF-8', Buffer.from('\ufeff\ufefftext')],
    ['text with a separator of lines that few know', Buffer.from('a\u2028b')],
    ['text with a character that nobody assigned', Buffer.from('a\ue000b')],
    ['the end of a PNG', PNG.subarray(1)],
    ['a PDF that begins later', Buffer.concat([Buffer.from('\0'), PDF])],
    ['a page that begins as a PDF', latin('%PDF-<html><script>alert(1)</script>')],
    ['a PDF that was cut off', PDF.subarray(0, -8)],
    ['a PDF with something behind it', Buffer.concat([PDF, latin('PK\u0003\u0004')])],
    ['a PDF with a space behind it', Buffer.concat([PDF, latin(' ')])],
    ['a script that begins as a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), latin('<script>')])],
    ['a JPEG with a zip behind it', Buffer.concat([JPEG, latin('PK\u0003\u0004')])],
    ['a PNG that was cut off', PNG.subarray(0, -1)],
    ['a PNG with something behind it', Buffer.concat([PNG, latin('<?php')])],
    ['a PNG that moves', Buffer.concat([PNG.subarray(0, 33), chunk('acTL', 8), PNG.subarray(33)])],
  ])('is refused when it is %s', async (_, bytes) => {
    expect(await refusalOf(recogniseFile(bytes))).toMatchObject({ code: 'unsupported-file', status: 422 });
  });

  it('is refused when it is empty, or longer than 256 KiB', async () => {
    expect(await refusalOf(recogniseFile(Buffer.alloc(0)))).toMatchObject({ code: 'file-too-large', status: 413 });
    expect(await typeOf(Buffer.alloc(MOST_FILE_BYTES, 'x'))).toBe('text/plain');
    expect(await refusalOf(recogniseFile(Buffer.alloc(MOST_FILE_BYTES + 1, 'x')))).toMatchObject({ code: 'file-too-large' });
  });

  it('of any bytes is one of four types or refused, also between the beginning and the end of each kind', async () => {
    const beginnings = fc.constantFrom('', '%PDF-', '\xff\xd8\xff', '\x89PNG\r\n\x1a\n', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR');
    const ends = fc.constantFrom('', '%%EOF', '\xff\xd9', '\0\0\0\0IEND\xaeB`\x82');
    await fc.assert(
      fc.asyncProperty(beginnings, fc.uint8Array({ minLength: 1, maxLength: 64 }), ends, async (begins, bytes, end) => {
        const outcome = (await refusalOf(recogniseFile(Buffer.concat([latin(begins), bytes, latin(end)])))) as { code?: string } | undefined;
        expect([undefined, 'unsupported-file']).toContain(outcome?.code);
      }),
      { numRuns: 500 },
    );
  });
});
