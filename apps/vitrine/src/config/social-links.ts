import { z } from 'zod';

const link = /^\s*([^=,]{1,60}?)\s*=\s*(https:\/\/[^\s,"<>]{1,400})\s*$/;

/** `Name=https://…, Name=https://…` as names with their addresses. */
export const socialLinks = z
  .string()
  .optional()
  .transform((text, context) => {
    const parts = (text ?? '').split(',').filter((part) => part.trim() !== '');
    return parts.flatMap((part) => {
      const [, name, url] = link.exec(part) ?? [];
      if (name !== undefined && url !== undefined && URL.canParse(url)) return [{ name, url }];
      context.addIssue({
        code: 'custom',
        message: `"${part.trim().slice(0, 80)}" must be a name, =, and an address that starts with https://`,
      });
      return [];
    });
  });
