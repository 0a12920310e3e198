export { folderMail, type FolderMailOptions } from './folder.ts';
export { smtpMail, type SmtpMailOptions } from './smtp.ts';
